import { conditionHolds, evaluate, type Scope } from '../../local/template/evaluate.ts';
import { orderResources } from '../../local/template/order-resources.ts';
import { type Account, AwsError, type DeployedResource, removeStack } from './account.ts';
import { missingCapabilities } from './capabilities.ts';
import { fetchTemplateText, parseTemplate } from './fetch-template.ts';
import { propertyProblems } from './property-problems.ts';
import { resolveParameters } from './resolve-parameters.ts';
import { type NewResource, stackNameOf, withValues } from './resource-values.ts';
import { ruleProblems } from './rule-problems.ts';
import { serviceProblems } from './service-problems.ts';
import type { FullTemplate } from './template.ts';
import { templateProblems } from './template-problems.ts';

export interface StackRequest {
  readonly stackId: string;
  readonly template: FullTemplate;
  readonly parameters: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
}

/** Why a resource could not be created. */
export interface ResourceFailure {
  readonly logicalId: string;
  readonly type: string;
  readonly reason: string;
}

export interface CreatedStack {
  readonly outputs: Readonly<Record<string, string>>;
  readonly failure?: ResourceFailure;
}

/**
 * Refuses what CloudFormation refuses before it creates anything.
 * @throws {AwsError} with the reasons
 */
export function validateStack(account: Account, { template, parameters, capabilities }: StackRequest): void {
  const missing = missingCapabilities(template, capabilities);
  if (missing.length > 0)
    throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${missing}]`);
  const form = templateProblems(template);
  const { problems, values } = resolveParameters(template, parameters, account);
  const scope = { template, pseudoParameters: values, resources: new Map() };
  const all = [...form, ...problems, ...(form.length + problems.length > 0 ? [] : ruleProblems(template, scope))];
  if (all.length > 0) throw new AwsError('ValidationError', all.join('\n'));
}

/** Creates a stack's resources, each after those that it refers to; takes them back when one cannot be created. */
export async function createStack(account: Account, request: StackRequest): Promise<CreatedStack> {
  const { stackId, template, parameters } = request;
  const resources = new Map<string, DeployedResource>();
  const pseudoParameters = {
    ...pseudoParametersOf(account, stackId),
    ...resolveParameters(template, parameters, account).values,
  };
  const scope: Scope = { template, pseudoParameters, resources };
  for (const logicalId of orderResources(template)) {
    const resource = template.Resources[logicalId];
    if (!resource || (resource.Condition && !conditionHolds(resource.Condition, scope))) continue;
    const { Type: type } = resource;
    try {
      const properties = Object(evaluate(resource.Properties ?? {}, scope));
      const created = await createResource(account, { stackId, logicalId, type, properties }, request);
      resources.set(logicalId, created);
      account.resources.push(created);
    } catch (error) {
      removeStack(account, stackId);
      return {
        outputs: {},
        failure: { logicalId, type, reason: error instanceof Error ? error.message : String(error) },
      };
    }
  }
  return { outputs: outputsOf(template, scope) };
}

async function createResource(
  account: Account,
  resource: NewResource,
  { capabilities }: StackRequest,
): Promise<DeployedResource> {
  const { type, logicalId, properties } = resource;
  const problems = propertyProblems(type, properties);
  if (problems.length > 0)
    throw new Error(`Properties validation failed for resource ${logicalId} with message:\n${problems.join('\n')}`);
  const created = withValues(account, resource);
  if (account.resources.some((other) => other.type === type && other.identity === created.identity))
    throw new Error(`${created.identity} already exists`);
  const refusals = await serviceProblems(account, created);
  if (refusals.length > 0) throw new Error(refusals.join('\n'));
  if (type === 'AWS::S3::Bucket') await account.buckets.create(created.ref);
  return type === 'AWS::CloudFormation::Stack' ? createNested(account, created, capabilities) : created;
}

async function createNested(
  account: Account,
  resource: DeployedResource,
  capabilities: readonly string[],
): Promise<DeployedResource> {
  const { TemplateURL, Parameters = {} } = resource.properties;
  const request = {
    stackId: resource.ref,
    template: parseTemplate(await fetchTemplateText(account, { url: String(TemplateURL) })),
    parameters: Object.fromEntries(Object.entries(Object(Parameters)).map(([name, value]) => [name, String(value)])),
    capabilities,
  };
  validateStack(account, request);
  const { outputs, failure } = await createStack(account, request);
  if (failure)
    throw new Error(`Embedded stack ${resource.ref} was not created: ${failure.logicalId}: ${failure.reason}`);
  const attributes = Object.fromEntries(Object.entries(outputs).map(([name, value]) => [`Outputs.${name}`, value]));
  return { ...resource, attributes: { ...resource.attributes, ...attributes } };
}

function outputsOf({ Outputs = {} }: FullTemplate, scope: Scope): Record<string, string> {
  const here = Object.entries(Outputs).filter(([, { Condition }]) => !Condition || conditionHolds(Condition, scope));
  return Object.fromEntries(here.map(([name, { Value }]) => [name, textOf(name, evaluate(Value, scope))]));
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new AwsError(
    'ValidationError',
    `Template format error: The Value field of output ${name} must evaluate to a string.`,
  );
}

const pseudoParametersOf = (account: Account, stackId: string) => ({
  'AWS::AccountId': account.id,
  'AWS::Region': account.region,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': stackNameOf(stackId),
  'AWS::StackId': stackId,
  'AWS::NotificationARNs': [],
});
