import type { AwsAnswer } from '../engines/engine.ts';
import type { AwsService, UsedPermission } from '../local-run.ts';
import type { Report } from '../report.ts';
import type { Blueprint } from '../resources/resource-type.ts';
import { accessDenied, type Denial } from './access-denied.ts';
import { decide, narrow, type Policies, type Principal } from './decide.ts';
import { dynamodbPermissions } from './dynamodb-permissions.ts';
import { withKeyPermissions } from './key-permissions.ts';
import type { NeededPermission, Place, ServiceCall } from './needed-permission.ts';
import { type Caller, type Rules, readRules } from './read-rules.ts';
import { resourceHolder } from './resource-holder.ts';
import { missingObjectPermission, s3Permissions } from './s3-permissions.ts';
import { secretsPermissions } from './secrets-permissions.ts';
import { MAPPING_ACTIONS, sqsPermissions } from './sqs-permissions.ts';
import { eventsPermissions, kinesisPermissions, lambdaPermissions } from './target-permissions.ts';

/** Holds functions to what the template's policies allow their roles. */
export interface PermissionGuard {
  /** Goes over to what a template says. */
  apply(blueprint: Blueprint): void;
  /** What a call is answered that its function may not make; `undefined` when it may. */
  refusal(functionId: string, service: AwsService, call: ServiceCall): AwsAnswer | undefined;
  /** What a function hears of an object that is not there, when it may not list the bucket. */
  missingObject(functionId: string, call: ServiceCall): AwsAnswer | undefined;
  /** Whether a mapping may poll its queue: it acts with its function's role. */
  mayPoll(functionId: string, queueArn: string): boolean;
}

interface GuardOptions {
  readonly secretArnOf: (name: string) => string;
  readonly report: Report;
  /** Hears of each permission when it is used for the first time. */
  readonly onUse?: ((used: UsedPermission) => void) | undefined;
}

const NEEDED: Readonly<Record<AwsService, (call: ServiceCall, place: Place) => NeededPermission[]>> = {
  dynamodb: dynamodbPermissions,
  sqs: sqsPermissions,
  secretsmanager: secretsPermissions,
  s3: s3Permissions,
  lambda: lambdaPermissions,
  events: eventsPermissions,
  kinesis: kinesisPermissions,
};

/** Every object is a resource: what is remembered must not grow for ever. */
const MOST_REMEMBERED = 10_000;

export function createPermissionGuard(options: GuardOptions): PermissionGuard {
  let rules: Rules | undefined;
  const denialOf = (functionId: string, needed: readonly NeededPermission[]) => {
    const caller = rules?.callers.get(functionId);
    if (!rules || !caller) return undefined;
    for (const permission of withKeyPermissions(needed, rules.place)) {
      const denial = judge(functionId, permission, caller, rules, options);
      if (denial) return denial;
    }
    return undefined;
  };
  return {
    apply(blueprint) {
      rules = readRules(blueprint, options.secretArnOf, options.report);
    },
    refusal(functionId, service, call) {
      const denial = rules && denialOf(functionId, NEEDED[service](call, rules.place));
      return denial && accessDenied(service, denial);
    },
    missingObject(functionId, call) {
      const needed = missingObjectPermission(call);
      const denial = needed && denialOf(functionId, [needed]);
      return denial && accessDenied('s3', denial);
    },
    mayPoll(functionId, resource) {
      const denials = MAPPING_ACTIONS.map((action) => denialOf(functionId, [{ action, resource }]));
      return denials.every((denial) => denial === undefined);
    },
  };
}

function judge(
  functionId: string,
  { action, resource, context }: NeededPermission,
  caller: Caller,
  rules: Rules,
  { report, onUse }: GuardOptions,
): Denial | undefined {
  // A key is used by one service, and then perhaps by another.
  const key = [functionId, action, resource, ...(context?.['kms:viaservice'] ?? [])].join(' ');
  const known = rules.remembered.get(key);
  const about = known ?? remember(key, action, resource, caller, rules);
  const decision = decide(about, { ...contextOf(caller.principal), ...context }, ({ operator, key: name }) =>
    rules.warn(`${caller.roleName}: a local run cannot tell ${operator} of ${name}, and takes it for not fulfilled`),
  );
  if (!known) onUse?.({ functionId, action, resource, allowed: decision.allowed });
  if (decision.allowed) return undefined;
  if (!rules.denied.has(key))
    report({ kind: 'failure', functionName: caller.name, text: advice(caller, action, resource) });
  rules.denied.add(key);
  return { sessionArn: caller.principal.sessionArn, action, resource, because: decision.because };
}

const advice = ({ name, roleName }: Caller, action: string, resource: string) =>
  `AccessDenied: ${name} may not ${action} on ${resource}, here as on AWS: add this action on this resource to the policy of its role ${roleName}`;

function remember(key: string, action: string, resource: string, caller: Caller, rules: Rules): Policies {
  if (rules.remembered.size >= MOST_REMEMBERED) rules.remembered.clear();
  if (rules.denied.size >= MOST_REMEMBERED) rules.denied.clear();
  const policies = { ...caller.policies, resource: rules.resourcePolicies.get(resourceHolder(resource)) ?? [] };
  const about = narrow(policies, { action, resource }, caller.principal);
  rules.remembered.set(key, about);
  return about;
}

/** What every request has: the local run stands for TLS, which it does not speak. */
const contextOf = ({ roleArn, account }: Principal) => ({
  'aws:securetransport': ['true'],
  'aws:principalarn': [roleArn],
  'aws:principalaccount': [account],
  'aws:resourceaccount': [account],
  's3:prefix': [],
  'dynamodb:leadingkeys': [],
});
