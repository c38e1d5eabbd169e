import { createHash } from 'node:crypto';
import type { PropertyType } from '@aws-cdk/service-spec-types';
import type { Account, DeployedResource } from './account.ts';
import { schemaOf } from './resource-schema.ts';

export type NewResource = Pick<DeployedResource, 'stackId' | 'logicalId' | 'type' | 'properties'>;

interface Naming {
  readonly account: Account;
  readonly resource: NewResource;
  /** The name it has, or that CloudFormation makes up: `Stack-LogicalId-6A7B8C9D0E1F`. */
  readonly name: string;
  /** Ten characters such as services make up. */
  readonly id: string;
}

/** Where an identifier is neither a name nor an ARN after the schema's template. */
const IDENTIFIERS: Readonly<Record<string, (naming: Naming) => string>> = {
  'AWS::SQS::Queue.QueueUrl': ({ account, name }) =>
    `https://sqs.${account.region}.amazonaws.com/${account.id}/${name}`,
  'AWS::ApiGatewayV2::Api.ApiId': ({ id }) => id,
  'AWS::ApiGatewayV2::Api.ApiEndpoint': ({ account, id }) =>
    `https://${id}.execute-api.${account.region}.amazonaws.com`,
  'AWS::ApiGateway::RestApi.RestApiId': ({ id }) => id,
  'AWS::ApiGateway::RestApi.RootResourceId': ({ id }) => `root-${id}`,
  'AWS::ApiGateway::Resource.ResourceId': ({ id }) => id,
  'AWS::ApiGateway::Deployment.DeploymentId': ({ id }) => id,
  'AWS::ApiGatewayV2::Integration.IntegrationId': ({ id }) => id,
  'AWS::ApiGatewayV2::Route.RouteId': ({ id }) => id,
  // It is identified by the name of its application too, which is given.
  'AWS::CodeDeploy::DeploymentGroup.DeploymentGroupName': ({ resource: { logicalId }, id }) => `${logicalId}-${id}`,
  // Many may call one function; Lambda makes up what each is called.
  'AWS::Lambda::Permission.Id': ({ id }) => id,
  'AWS::Lambda::Alias.AliasArn': ({ account, resource: { properties } }) =>
    qualifiedArn(account, properties.FunctionName, properties.Name),
  'AWS::Lambda::Version.FunctionArn': ({ account, resource: { properties } }) =>
    qualifiedArn(account, properties.FunctionName, '1'),
  'AWS::SecretsManager::Secret.Id': ({ account, name, id }) =>
    `arn:aws:secretsmanager:${account.region}:${account.id}:secret:${name}-${id.slice(0, 6)}`,
  'AWS::CloudFormation::Stack.StackId': ({ account, name, id }) => stackArn(account, name, id),
};

const qualifiedArn = ({ region, id }: Account, name: unknown, qualifier: unknown) =>
  `arn:aws:lambda:${region}:${id}:function:${name}:${qualifier}`;

export const stackArn = ({ region, id }: Account, name: string, unique: string) =>
  `arn:aws:cloudformation:${region}:${id}:stack/${name}/${unique}`;

export const stackNameOf = (arn: string) => arn.split('/')[1] ?? '';

/** A resource with what `Ref` and `Fn::GetAtt` give for it once it is created. */
export function withValues(account: Account, resource: NewResource): DeployedResource {
  const schema = schemaOf(resource.type);
  const { primaryIdentifier = [], cfnRefIdentifier = primaryIdentifier } = schema ?? {};
  const naming = namingOf(account, resource, primaryIdentifier);
  const arn = arnAfter(schema?.arnTemplate, naming);
  const value = (name: string) => {
    const given = resource.properties[name];
    const identifier =
      IDENTIFIERS[`${resource.type}.${name}`]?.(naming) ?? (typeof given === 'string' ? given : undefined);
    return identifier ?? (name.endsWith('Arn') ? arn : undefined);
  };
  const attribute = (name: string, type: PropertyType) => value(name) ?? sampleOf(type, name, naming);
  const joined = (names: readonly string[]) => names.map((name) => value(name) ?? naming.name).join('|') || naming.name;
  return {
    ...resource,
    identity: joined(primaryIdentifier),
    ref: joined(cfnRefIdentifier),
    attributes: Object.fromEntries(
      Object.entries(schema?.attributes ?? {}).map(([name, { type }]) => [name, attribute(name, type)]),
    ),
  };
}

function namingOf(account: Account, resource: NewResource, identifiers: readonly string[]): Naming {
  const { stackId, logicalId, type, properties } = resource;
  const digest = createHash('sha256').update(`${stackId}/${logicalId}`).digest('hex');
  const nameProperties = [...identifiers, `${type.split('::')[2]}Name`, 'Name'];
  const given = nameProperties.map((property) => properties[property]).find((value) => typeof value === 'string');
  const made = `${stackNameOf(stackId)}-${logicalId}`.slice(0, 51);
  return {
    account,
    resource,
    name: typeof given === 'string' ? given : madeUp(type, `${made}-${digest.slice(0, 12).toUpperCase()}`),
    id: digest.slice(0, 10),
  };
}

/** S3 takes no capital letters. */
const madeUp = (type: string, name: string) => (type === 'AWS::S3::Bucket' ? name.toLowerCase().slice(0, 63) : name);

function arnAfter(template: string | undefined, { account, resource, name }: Naming): string {
  const known: Readonly<Record<string, string>> = { Partition: 'aws', Region: account.region, Account: account.id };
  const [, service = '', kind = ''] = resource.type.toLowerCase().split('::');
  const pattern = template ?? `arn:\${Partition}:${service}:\${Region}:\${Account}:${kind}/\${Name}`;
  return pattern.replace(/\$\{(\w+)\}/g, (_, variable: string) => known[variable] ?? name);
}

function sampleOf(type: PropertyType, name: string, { id }: Naming): unknown {
  switch (type.type) {
    case 'array':
      return [`${name}-${id}`];
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    default:
      return `${name}-${id}`;
  }
}
