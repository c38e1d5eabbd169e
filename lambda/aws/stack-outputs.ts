import {
  CloudFormationClient,
  CloudFormationServiceException,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { type AwsOptions, clientConfig } from './client-config.ts';

/** The outputs of a deployed stack, or `undefined` when there is no such stack. Throws the SDK's other errors. */
export async function readStackOutputs(
  stack: string,
  options?: AwsOptions,
): Promise<Readonly<Record<string, string>> | undefined> {
  const client = new CloudFormationClient(clientConfig(options));
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const outputs = Stacks[0]?.Outputs ?? [];
    return Object.fromEntries(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
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
