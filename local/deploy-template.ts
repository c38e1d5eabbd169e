import { join } from 'node:path';
import { LocalRunError } from './local-run-error.ts';
import { noAccessRules } from './permissions/access-rules.ts';
import { resourceTypes } from './resources/index.ts';
import type { Blueprint, Engines, LocalResource } from './resources/resource-type.ts';
import { bringUpTargets } from './targets/bring-up-targets.ts';
import { type Assembly, readTemplate, type Template, type TemplateResource } from './template/assembly.ts';
import { conditionHolds, evaluate, type ResourceValues, type Scope } from './template/evaluate.ts';
import { orderResources } from './template/order-resources.ts';

/** What a template has become: the stores are up, and the rest is described. */
export interface DeployedTemplate {
  readonly blueprint: Blueprint;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Goes through a template's resources, each after those that it refers to. */
export async function deployTemplate(assembly: Assembly, engines: Engines): Promise<DeployedTemplate> {
  const { template, stackName } = assembly;
  const blueprint: Blueprint = {
    assembly,
    functions: new Map(),
    mappings: [],
    schedules: [],
    buses: new Set(),
    rules: [],
    secretNames: [],
    tenantSources: [],
    alarms: [],
    access: noAccessRules(),
    integrations: new Map(),
    routes: [],
    notEnforced: new Set(),
    apiKind: 'http-api',
    apiId: '',
    apiName: '',
    stage: '$default',
  };
  const unknown = new Set<string>();
  const queueNames = new Set<string>();
  const stack = { template, name: stackName, prefix: '', parameters: pseudoParametersOf(assembly) };
  const scope = await bringUpStack(stack, { engines, blueprint, unknown, queueNames });
  bringUpTargets(blueprint, engines, queueNames);
  if (unknown.size > 0)
    engines.report({ kind: 'warning', text: `a local run leaves out ${[...unknown].sort().join(', ')}` });
  if (blueprint.notEnforced.size > 0)
    engines.report({
      kind: 'warning',
      text: `a local run lets everything through that these would stop: ${[...blueprint.notEnforced].sort().join(', ')}`,
    });
  return { blueprint, outputs: outputsOf(scope, engines) };
}

/** A stack, or one that is nested in it. */
interface LocalStack {
  readonly template: Template;
  /** What the names of its resources begin with, where the template gives none. */
  readonly name: string;
  /** What is put before its logical ids, so that those of several stacks differ. */
  readonly prefix: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

interface Deployment {
  readonly engines: Engines;
  readonly blueprint: Blueprint;
  /** The types of resources that are left out. */
  readonly unknown: Set<string>;
  /** The queues that there are. */
  readonly queueNames: Set<string>;
}

const NESTED = 'AWS::CloudFormation::Stack';

async function bringUpStack(stack: LocalStack, deployment: Deployment): Promise<Scope> {
  const { template, parameters } = stack;
  const { engines, blueprint, unknown, queueNames } = deployment;
  const values = new Map<string, ResourceValues>();
  const scope: Scope = { template, pseudoParameters: parameters, resources: values };
  for (const logicalId of orderResources(template)) {
    const declared = template.Resources[logicalId];
    if (!declared || (declared.Condition && !conditionHolds(declared.Condition, scope))) continue;
    const resource = localResource(logicalId, declared, stack, scope);
    if (declared.Type === NESTED) {
      values.set(logicalId, await bringUpNested(resource, stack, deployment));
      continue;
    }
    const known = resourceTypes.find(({ types }) => types.includes(declared.Type));
    if (!known) unknown.add(declared.Type);
    const value = known ? await known.bringUp(resource, engines, blueprint) : { ref: resource.name };
    values.set(logicalId, value);
    if (value.attributes?.QueueName !== undefined) queueNames.add(String(value.attributes.QueueName));
  }
  return scope;
}

/** `cdk synth` notes beside a nested stack where its template is. */
async function bringUpNested(
  { logicalId, name, properties, metadata }: LocalResource,
  { parameters }: LocalStack,
  deployment: Deployment,
): Promise<ResourceValues> {
  const { directory } = deployment.blueprint.assembly;
  const template = readTemplate(join(directory, String(metadata['aws:asset:path'])));
  const nested = { template, name, prefix: logicalId, parameters: { ...parameters, ...Object(properties.Parameters) } };
  const scope = await bringUpStack(nested, deployment);
  const outputs = Object.entries(template.Outputs ?? {}).map(([output, { Value }]) => [
    `Outputs.${output}`,
    evaluate(Value, scope),
  ]);
  return { ref: name, attributes: Object.fromEntries(outputs) };
}

const pseudoParametersOf = ({ stackName, account, region }: Assembly) => ({
  'AWS::AccountId': account,
  'AWS::NotificationARNs': [],
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/local`,
  'AWS::StackName': stackName,
  'AWS::URLSuffix': 'amazonaws.com',
});

/** The properties that name a resource. */
const NAMES = [
  'TableName',
  'QueueName',
  'BucketName',
  'FunctionName',
  'Name',
  'LogGroupName',
  'TopicName',
  'RoleName',
  'ManagedPolicyName',
  'AlarmName',
  'DashboardName',
];

function localResource(
  logicalId: string,
  { Type: type, Properties = {}, Metadata = {} }: TemplateResource,
  { name, prefix }: LocalStack,
  scope: Scope,
): LocalResource {
  const properties = evaluate(Properties, scope);
  if (typeof properties !== 'object' || properties === null)
    throw new LocalRunError(`the template gives ${logicalId} no list of properties`);
  // A mapping's FunctionName is not its own name, nor is a permission's.
  const [given] = NAMES.map((name) => Reflect.get(properties, name)).filter((name) => typeof name === 'string');
  return {
    logicalId: prefix + logicalId,
    type,
    name: given ?? `${name}-${logicalId}`,
    properties: { ...properties },
    metadata: Metadata,
  };
}

function outputsOf(scope: Scope, { publicUrl }: Engines): Record<string, string> {
  const declared = Object.entries(scope.template.Outputs ?? {}).filter(
    ([, { Condition }]) => !Condition || conditionHolds(Condition, scope),
  );
  const outputs = Object.fromEntries(declared.map(([name, { Value }]) => [name, String(evaluate(Value, scope))]));
  return 'WebhookUrl' in outputs ? { ...outputs, WebhookUrl: `${publicUrl}/webhooks` } : outputs;
}
