import { randomUUID } from 'node:crypto';
import { type Account, AwsError } from './account.ts';
import type { StackRequest } from './create-stack.ts';
import type { QueryCall } from './query-protocol.ts';
import { stackArn } from './resource-values.ts';

/** A stack as CloudFormation keeps it. */
export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly created: Date;
  readonly tags: Readonly<Record<string, string>>;
  status: 'REVIEW_IN_PROGRESS' | 'CREATE_COMPLETE' | 'ROLLBACK_COMPLETE';
  isProtected: boolean;
  /** The template as it arrived. */
  template: string;
  outputs: Readonly<Record<string, string>>;
  readonly events: object[];
}

/** What somebody wants to do to a stack. */
export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly created: Date;
  readonly template: string;
  readonly request: StackRequest;
}

/** What CloudFormation remembers of an account. */
export interface StackRecords {
  readonly account: Account;
  readonly stacks: Stack[];
  readonly changeSets: ChangeSet[];
}

/** @throws {AwsError} when there is no stack of the name, or ARN, that a call gives */
export function findStack({ stacks }: StackRecords, call: QueryCall): Stack {
  const name = call.required('StackName');
  const stack = stacks.find((each) => each.name === name || each.id === name);
  if (!stack) throw new AwsError('ValidationError', `Stack with id ${name} does not exist`);
  return stack;
}

/** @throws {AwsError} when the stack has no such change set */
export function findChangeSet(records: StackRecords, call: QueryCall): ChangeSet {
  const name = call.required('ChangeSetName');
  const changeSet = records.changeSets.find(
    (each) => each.id === name || (each.name === name && each.request.stackId === findStack(records, call).id),
  );
  if (!changeSet) throw new AwsError('ChangeSetNotFoundException', `ChangeSet [${name}] does not exist`);
  return changeSet;
}

export const newStack = (account: Account, name: string, tags: Stack['tags']): Stack => ({
  ...{ id: stackArn(account, name, randomUUID()), name, created: new Date(), tags, status: 'REVIEW_IN_PROGRESS' },
  ...{ isProtected: false, template: '{}', outputs: {}, events: [] },
});

/** Notes what became of a resource of a stack, or of the stack. */
export function noteEvent(stack: Stack, logicalId: string, type: string, status: string, reason?: string): void {
  stack.events.push({
    ...{ StackId: stack.id, StackName: stack.name, EventId: randomUUID(), LogicalResourceId: logicalId },
    ...{ PhysicalResourceId: logicalId === stack.name ? stack.id : logicalId, ResourceType: type },
    ...{ Timestamp: new Date(), ResourceStatus: status, ResourceStatusReason: reason },
  });
}
