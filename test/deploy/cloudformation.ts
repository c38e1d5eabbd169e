import { randomUUID } from 'node:crypto';
import { type Account, AwsError, findResource, removeStack } from './account.ts';
import { createStack, validateStack } from './create-stack.ts';
import { fetchTemplateText, parseTemplate } from './fetch-template.ts';
import type { QueryCall } from './query-protocol.ts';
import { stackNameOf } from './resource-values.ts';
import {
  type ChangeSet,
  findChangeSet,
  findStack,
  newStack,
  noteEvent,
  type Stack,
  type StackRecords,
} from './stack-records.ts';

/** The CloudFormation of an account: what the CDK CLI asks for when it creates stacks. */
export interface CloudFormation {
  readonly stacks: readonly Stack[];
  /** @throws {AwsError} when it refuses */
  call(call: QueryCall): Promise<object>;
}

export function cloudFormationOf(account: Account): CloudFormation {
  const records: StackRecords = { account, stacks: [], changeSets: [] };
  return {
    stacks: records.stacks,
    async call(call) {
      const operation = OPERATIONS[call.action];
      if (operation) return operation(call, records);
      throw new AwsError('InvalidAction', `There is no ${call.action} here: add it to test/deploy/cloudformation.ts`);
    },
  };
}

type Operation = (call: QueryCall, records: StackRecords) => object | Promise<object>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  DescribeStacks: (call, records) => ({ Stacks: [describe(findStack(records, call))] }),
  GetTemplate: (call, records) => ({ TemplateBody: findStack(records, call).template }),
  DescribeStackEvents: (call, records) => ({ StackEvents: findStack(records, call).events.toReversed() }),
  CreateChangeSet: createChangeSet,
  DescribeChangeSet: (call, records) => describeChangeSet(findChangeSet(records, call)),
  DeleteChangeSet(call, records) {
    records.changeSets.splice(records.changeSets.indexOf(findChangeSet(records, call)), 1);
    return {};
  },
  ExecuteChangeSet: executeChangeSet,
  DeleteStack(call, records) {
    const stack = findStack(records, call);
    removeStack(records.account, stack.id);
    records.stacks.splice(records.stacks.indexOf(stack), 1);
    return {};
  },
  UpdateTerminationProtection(call, records) {
    const stack = findStack(records, call);
    stack.isProtected = call.required('EnableTerminationProtection') === 'true';
    return { StackId: stack.id };
  },
};

async function createChangeSet(call: QueryCall, { account, stacks, changeSets }: StackRecords) {
  const stackName = call.required('StackName');
  const existing = stacks.find((each) => each.name === stackName);
  if (call.optional('ChangeSetType') !== 'CREATE' || (existing && existing.status !== 'REVIEW_IN_PROGRESS'))
    throw new AwsError('ValidationError', `Stack ${stackName}: this stand-in creates stacks, and changes none`);
  const role = call.optional('RoleARN');
  if (role && !findResource(account, 'AWS::IAM::Role', role))
    throw new AwsError('ValidationError', `Role ${role} is invalid or cannot be assumed`);
  const source = { body: call.optional('TemplateBody'), url: call.optional('TemplateURL') };
  const text = await fetchTemplateText(account, source);
  const stack = existing ?? newStack(account, stackName, pairs(call, 'Tags', 'Key', 'Value'));
  const request = {
    stackId: stack.id,
    template: parseTemplate(text),
    parameters: pairs(call, 'Parameters', 'ParameterKey', 'ParameterValue'),
    capabilities: call.list('Capabilities'),
  };
  validateStack(account, request);
  if (!existing) stacks.push(stack);
  const name = call.required('ChangeSetName');
  const id = `arn:aws:cloudformation:${account.region}:${account.id}:changeSet/${name}/${randomUUID()}`;
  changeSets.push({ id, name, created: new Date(), template: text, request });
  return { Id: id, StackId: stack.id };
}

async function executeChangeSet(call: QueryCall, records: StackRecords) {
  const { template, request } = findChangeSet(records, call);
  const stack = findStack(records, call);
  const { outputs, failure } = await createStack(records.account, request);
  Object.assign(stack, { template, outputs, status: failure ? 'ROLLBACK_COMPLETE' : 'CREATE_COMPLETE' });
  if (failure) noteEvent(stack, failure.logicalId, failure.type, 'CREATE_FAILED', failure.reason);
  for (const { stackId, logicalId, type } of records.account.resources)
    if (stackId === stack.id) noteEvent(stack, logicalId, type, 'CREATE_COMPLETE');
  noteEvent(stack, stack.name, 'AWS::CloudFormation::Stack', stack.status);
  return {};
}

/** A list of the query protocol as an object: `LIST.member.1.KEY` and `LIST.member.1.VALUE`, and so on. */
function pairs(call: QueryCall, list: string, key: string, value: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (let index = 1; ; index++) {
    const name = call.optional(`${list}.member.${index}.${key}`);
    if (name === undefined) return found;
    const given = call.optional(`${list}.member.${index}.${value}`);
    if (given !== undefined) found[name] = given;
  }
}

const describe = ({ id, name, created, tags, status, isProtected, outputs }: Stack) => ({
  ...{ StackId: id, StackName: name, CreationTime: created, StackStatus: status },
  EnableTerminationProtection: isProtected,
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
});

const describeChangeSet = ({ id, name, created, request }: ChangeSet) => ({
  ...{ ChangeSetId: id, ChangeSetName: name, CreationTime: created },
  ...{ StackId: request.stackId, StackName: stackNameOf(request.stackId) },
  ...{ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' },
  Changes: Object.entries(request.template.Resources).map(([LogicalResourceId, { Type: ResourceType }]) => ({
    Type: 'Resource',
    ResourceChange: { Action: 'Add', LogicalResourceId, ResourceType },
  })),
});
