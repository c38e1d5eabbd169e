import type { Buckets } from './buckets.ts';

/** An AWS account in one region, and what has been created in it. */
export interface Account {
  readonly id: string;
  readonly region: string;
  readonly buckets: Buckets;
  readonly resources: DeployedResource[];
}

export interface DeployedResource {
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
  /** What nothing else of its type in the account has: a name, or several identifiers. */
  readonly identity: string;
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What somebody calls that a service, or the account, does not do. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A resource by its type and what identifies it: its `Ref`, or its ARN. */
export const findResource = ({ resources }: Account, type: string, id: unknown): DeployedResource | undefined =>
  resources.find((resource) => resource.type === type && (resource.ref === id || resource.attributes.Arn === id));

/** Forgets what a stack created, and what the stacks within it did. */
export function removeStack({ resources }: Account, stackId: string): void {
  const gone = new Set([stackId]);
  // A nested stack is noted after the resources in it, and gone before them.
  for (const resource of resources.toReversed())
    if (resource.type === 'AWS::CloudFormation::Stack' && gone.has(resource.stackId)) gone.add(resource.ref);
  const kept = resources.filter((resource) => !gone.has(resource.stackId));
  resources.splice(0, resources.length, ...kept);
}
