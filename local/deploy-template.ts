import { LocalRunError } from './local-run-error.ts';
import { noAccessRules } from './permissions/access-rules.ts';
import { resourceTypes } from './resources/index.ts';
import type { Blueprint, Engines, LocalResource } from './resources/resource-type.ts';
import { bringUpTargets } from './targets/bring-up-targets.ts';
import type { Assembly, TemplateResource } from './template/assembly.ts';
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
  const values = new Map<string, ResourceValues>();
  const scope: Scope = { template, pseudoParameters: pseudoParametersOf(assembly), resources: values };
  const blueprint: Blueprint = {
    assembly,
    functions: new Map(),
    mappings: [],
    schedules: [],
    buses: new Set(),
    rules: [],
    secretNames: [],
    tenantSources: [],
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
  for (const logicalId of orderResources(template)) {
    const declared = template.Resources[logicalId];
    if (!declared || (declared.Condition && !conditionHolds(declared.Condition, scope))) continue;
    const resource = localResource(logicalId, declared, stackName, scope);
    const known = resourceTypes.find(({ types }) => types.includes(declared.Type));
    if (!known) unknown.add(declared.Type);
    values.set(logicalId, known ? await known.bringUp(resource, engines, blueprint) : { ref: resource.name });
  }
  const queueNames = [...values.values()].flatMap(({ attributes }) => attributes?.QueueName ?? []).map(String);
  bringUpTargets(blueprint, engines, new Set(queueNames));
  if (unknown.size > 0)
    engines.report({ kind: 'warning', text: `a local run leaves out ${[...unknown].sort().join(', ')}` });
  if (blueprint.notEnforced.size > 0)
    engines.report({
      kind: 'warning',
      text: `a local run lets everything through that these would stop: ${[...blueprint.notEnforced].sort().join(', ')}`,
    });
  return { blueprint, outputs: outputsOf(scope, engines) };
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
  stackName: string,
  scope: Scope,
): LocalResource {
  const properties = evaluate(Properties, scope);
  if (typeof properties !== 'object' || properties === null)
    throw new LocalRunError(`the template gives ${logicalId} no list of properties`);
  // A mapping's FunctionName is not its own name, nor is a permission's.
  const [given] = NAMES.map((name) => Reflect.get(properties, name)).filter((name) => typeof name === 'string');
  return {
    logicalId,
    type,
    name: given ?? `${stackName}-${logicalId}`,
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
