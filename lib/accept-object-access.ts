import { CfnElement, type IResolvable, Names, Reference, Stack, Tokenization, Validations } from 'aws-cdk-lib';
import type { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { OBJECTS_REASON, TENANTS_REASON } from './accepted-findings.ts';

/** Tells cdk-nag, where somebody runs it, why a role may use all objects of a bucket, or all secrets of a source's tenants. */
export function acceptObjectAccess(role: Role, statements: readonly PolicyStatement[]): void {
  const patterns = statements.flatMap(({ resources }) => resources).filter((resource) => resource.endsWith('/*'));
  for (const pattern of new Set(patterns)) {
    const id = `AwsSolutions-IAM5[Resource::${seenFrom(Stack.of(role), pattern)}]`;
    const reason = pattern.includes(':secretsmanager:') ? TENANTS_REASON : OBJECTS_REASON;
    Validations.of(role).acknowledge({ id, reason });
  }
}

/** The pattern as cdk-nag writes it: `<LogicalId.Arn>/*`, or by the parameter that hands the ARN to a nested stack. */
const seenFrom = (stack: Stack, pattern: string): string =>
  Tokenization.reverseString(pattern)
    .mapTokens({ mapToken: (token) => (Reference.isReference(token) ? written(stack, token) : place(stack, token)) })
    .join({ join: (left, right) => `${left ?? ''}${right ?? ''}` });

/** The partition, region or account of a stack that is for any: `<AWS::Region>`. */
const place = (stack: Stack, token: IResolvable): string => `<${stack.resolve(token).Ref}>`;

function written(stack: Stack, { target, displayName }: Reference): string {
  const home = Stack.of(target);
  if (home !== stack || !CfnElement.isCfnElement(target))
    return `<referenceto${Names.nodeUniqueId(target.node)}${displayName}>`;
  return `<${home.getLogicalId(target)}.${displayName}>`;
}
