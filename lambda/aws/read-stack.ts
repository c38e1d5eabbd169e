import {
  CloudFormationClient,
  CloudFormationServiceException,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { type AwsOptions, clientConfig } from './client-config.ts';

/** What is known of a deployed stack. */
export interface DeployedStack {
  readonly outputs: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Where it is. */
  readonly region: string;
}

/** A deployed stack, or `undefined` when there is none of that name. Throws the SDK's other errors. */
export async function readStack(stack: string, options?: AwsOptions): Promise<DeployedStack | undefined> {
  const client = new CloudFormationClient(clientConfig(options));
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const { Outputs = [], Tags = [] } = Stacks[0] ?? {};
    return {
      outputs: Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue])),
      tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
      region: await client.config.region(),
    };
  } catch (error) {
    if (isMissingStack(error)) return undefined;
    throw error;
  }
}

/** CloudFormation has no error of its own for a stack that is not there. */
const isMissingStack = (error: unknown) =>
  error instanceof CloudFormationServiceException &&
  error.name === 'ValidationError' &&
  error.message.includes('does not exist');
