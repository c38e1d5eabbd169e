import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnQueuePolicy, type IQueue } from 'aws-cdk-lib/aws-sqs';

const ID = 'QueuesRequireTls';

/** Refuses plain HTTP to a queue. All queues of a stack share one policy, since a stack has room for 500 resources. */
export function requireTls(queue: IQueue): void {
  const stack = Stack.of(queue);
  const existing = stack.node.tryFindChild(ID);
  const policy = existing instanceof CfnQueuePolicy ? existing : newPolicy(stack);
  policy.queues = [...policy.queues, queue.queueUrl];
}

function newPolicy(stack: Stack): CfnQueuePolicy {
  const onlyTls = new PolicyStatement({
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['sqs:*'],
    resources: ['*'],
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  });
  return new CfnQueuePolicy(stack, ID, { queues: [], policyDocument: new PolicyDocument({ statements: [onlyTls] }) });
}
