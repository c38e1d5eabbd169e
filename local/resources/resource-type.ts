import type { BundleRecipe } from '../../core/bundle.ts';
import type { AlarmDefinition } from '../alarms/alarm-definition.ts';
import type { Engine } from '../engines/engine.ts';
import type { QueueEngine } from '../engines/fauxqs-engine.ts';
import type { ObjectEngine } from '../engines/object-engine.ts';
import type { SecretsEngine } from '../engines/secrets-engine.ts';
import type { FunctionDefinition } from '../functions/invocation.ts';
import type { RouteDefinition } from '../http/route-table.ts';
import type { AccessRules } from '../permissions/access-rules.ts';
import type { MappingDefinition } from '../queues/queue-poller.ts';
import type { Report } from '../report.ts';
import type { ScheduleDefinition } from '../schedules/schedule-group.ts';
import type { Assembly } from '../template/assembly.ts';
import type { ResourceValues } from '../template/evaluate.ts';

/** A kind of resource that a template can hold, and what it is on this machine. */
export interface ResourceType {
  readonly types: readonly string[];
  /** Brings a resource up, or notes it in the blueprint, unless it is there already. */
  bringUp(resource: LocalResource, engines: Engines, blueprint: Blueprint): ResourceValues | Promise<ResourceValues>;
}

/** A resource of the template whose intrinsic functions have been carried out. */
export interface LocalResource {
  readonly logicalId: string;
  readonly type: string;
  /** The name that the template gives it, or else one made of the stack's name and the logical id. */
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What a run has, whichever template it runs. */
export interface Engines {
  readonly tables: Engine;
  readonly queues: QueueEngine;
  readonly objects: ObjectEngine;
  readonly secrets: SecretsEngine;
  /** The address of every AWS service, for functions. */
  readonly awsEndpoint: string;
  readonly queueUrl: (name: string) => string;
  /** Where providers reach the run. */
  readonly publicUrl: string;
  readonly report: Report;
}

/** What is to run, as the template describes it: filled in while its resources are gone through. */
export interface Blueprint {
  readonly assembly: Assembly;
  readonly functions: Map<string, LocalFunction>;
  readonly mappings: MappingDefinition[];
  readonly schedules: ScheduleDefinition[];
  /** The buses of EventBridge, by name. */
  readonly buses: Set<string>;
  readonly rules: RuleDefinition[];
  readonly secretNames: string[];
  /** The sources whose tenants have secrets that no template names. */
  readonly tenantSources: string[];
  readonly alarms: AlarmDefinition[];
  readonly access: AccessRules;
  readonly integrations: Map<string, { readonly functionArn: string; readonly timeoutMs: number }>;
  readonly routes: RouteDefinition[];
  /** What AWS would do before the API, and a local run does not. */
  readonly notEnforced: Set<string>;
  apiKind: 'http-api' | 'rest-api';
  apiId: string;
  apiName: string;
  stage: string;
  /** The headers that the template's CDN adds; absent where there is none. */
  cdnHeaders?: Readonly<Record<string, string>>;
}

/** A rule for what comes to a bus. */
export interface RuleDefinition {
  /** The bus's name or ARN. */
  readonly busName: string;
  readonly pattern: unknown;
  readonly targetArns: readonly string[];
}

export interface LocalFunction extends FunctionDefinition {
  /** Whose permissions it has; empty when the template does not say. */
  readonly roleArn: string;
  /** How to bundle its code again when a file changes; absent for functions that are not ours. */
  readonly bundle?: BundleRecipe | undefined;
}
