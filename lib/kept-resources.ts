import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { CfnDeletionPolicy, CfnResource, Stack } from 'aws-cdk-lib';

export interface KeptResourcesOptions {
  /**
   * A file that says which tables, queues, secrets, buckets, log groups and keys are deployed, by stack. Synthesis fails when
   * one of them would be replaced or removed; `cdk synth -c kept=write` writes the file. @default - nothing is compared
   */
  readonly keptResources?: string;
}

/** What is kept of a resource: its type, what becomes of it once it is removed, and what replaces it when it changes. */
export interface KeptResource {
  readonly type: string;
  readonly whenRemoved: 'kept' | 'deleted';
  readonly replacedBy: Readonly<Record<string, unknown>>;
}

/** By logical id, which the path of a nested stack stands before. */
export type KeptResources = Readonly<Record<string, KeptResource>>;

/** What holds data, what people call it, and which of its properties CloudFormation cannot change without making another one. */
export const STATEFUL: Readonly<Record<string, { readonly noun: string; readonly replacing: readonly string[] }>> = {
  'AWS::DynamoDB::Table': { noun: 'table', replacing: ['ImportSourceSpecification', 'KeySchema', 'TableName'] },
  'AWS::KMS::Key': { noun: 'key', replacing: [] },
  'AWS::Logs::LogGroup': { noun: 'log group', replacing: ['LogGroupName'] },
  'AWS::S3::Bucket': {
    noun: 'bucket',
    replacing: ['BucketName', 'BucketNamePrefix', 'BucketNamespace', 'ObjectLockEnabled'],
  },
  'AWS::SQS::Queue': { noun: 'queue', replacing: ['FifoQueue', 'QueueName'] },
  'AWS::SecretsManager::Secret': { noun: 'secret', replacing: ['Name'] },
};

/** Where to read on, and how to go on. */
const ON_PURPOSE = 'If that is what you want, see docs/updates.md, and run: npx cdk synth --quiet -c kept=write';

/** The resources of a stack, and of those nested in it, that hold data. */
export function keptResources(stack: Stack): KeptResources {
  const found = stack.node
    .findAll()
    .filter(
      (each): each is CfnResource => CfnResource.isCfnResource(each) && Object.hasOwn(STATEFUL, each.cfnResourceType),
    )
    .map((resource) => [idOf(resource, stack), describe(resource)] as const);
  return Object.fromEntries(found.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function idOf(resource: CfnResource, root: Stack): string {
  const own = Stack.of(resource);
  const id = String(own.resolve(resource.logicalId));
  return own === root ? id : `${own.node.path.slice(root.node.path.length + 1)}/${id}`;
}

function describe(resource: CfnResource): KeptResource {
  const { cfnResourceType: type, cfnOptions, stack } = resource;
  const values = (STATEFUL[type]?.replacing ?? []).map((name) => {
    const property = name.charAt(0).toLowerCase() + name.slice(1);
    return [name, stack.resolve(Reflect.get(resource, property))] as const;
  });
  const { deletionPolicy = CfnDeletionPolicy.DELETE } = cfnOptions;
  return {
    type,
    whenRemoved: deletionPolicy === CfnDeletionPolicy.DELETE ? 'deleted' : 'kept',
    replacedBy: Object.fromEntries(values.filter(([, value]) => value !== undefined)),
  };
}

/** What a deployment would replace or remove, a sentence each. */
export function losses(before: KeptResources, after: KeptResources): string[] {
  return Object.entries(before).flatMap(([id, was]) => {
    const is = after[id];
    const { noun = 'resource' } = STATEFUL[was.type] ?? {};
    const named = `the ${noun} ${id}${nameIn(was)}`;
    if (is?.type !== was.type) return [`${named} would be removed, and ${fateOf(was)}. ${ON_PURPOSE}`];
    const names = new Set([...Object.keys(was.replacedBy), ...Object.keys(is.replacedBy)]);
    const changed = [...names].filter((name) => !isDeepStrictEqual(was.replacedBy[name], is.replacedBy[name]));
    if (changed.length === 0) return [];
    const text = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
    const changes = changed.map((name) => `${name} from ${text(was.replacedBy[name])} to ${text(is.replacedBy[name])}`);
    return [
      `${named} would be replaced by an empty one, and ${fateOf(was)}: this changes ${changes.join(', ')}. ${ON_PURPOSE}`,
    ];
  });
}

function nameIn({ type, replacedBy }: KeptResource): string {
  const name = Object.entries(replacedBy).find(
    ([property]) => property === 'Name' || property === `${type.split('::')[2]}Name`,
  );
  return typeof name?.[1] === 'string' ? ` ("${name[1]}")` : '';
}

const fateOf = ({ whenRemoved }: KeptResource) =>
  whenRemoved === 'deleted'
    ? 'what is in it would be lost'
    : 'what is in it would be left behind, where nothing reads it';

/** Fails synthesis when the stack would lose what the file says, or writes the file, when the context says so. */
export function keepResources(stack: Stack, file: string): void {
  // Another configuration is another app: nothing of it is deployed.
  if (stack.node.tryGetContext('config') !== undefined) return;
  const writes = stack.node.tryGetContext('kept') === 'write';
  stack.node.addValidation({
    validate() {
      const all = existsSync(file) ? read(file) : undefined;
      const current = keptResources(stack);
      if (writes) writeFileSync(file, textOf({ ...all, [stack.stackName]: current }));
      else if (!all) return [`there is no ${file}: npx cdk synth --quiet -c kept=write writes it`];
      return writes ? [] : losses(all?.[stack.stackName] ?? {}, current);
    },
  });
}

const read = (file: string): Readonly<Record<string, KeptResources>> => JSON.parse(readFileSync(file, 'utf8'));

/** One line for each resource, so that people see in a review what changes. */
function textOf(all: Readonly<Record<string, KeptResources>>): string {
  const stacks = Object.entries(all).map(([name, kept]) => {
    const lines = Object.entries(kept).map(
      ([id, resource]) => `    ${JSON.stringify(id)}: ${JSON.stringify(resource)}`,
    );
    return `  ${JSON.stringify(name)}: {\n${lines.join(',\n')}\n  }`;
  });
  return `{\n${stacks.join(',\n')}\n}\n`;
}
