import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type AwsOptions, clientConfig } from './client-config.ts';

/** The ARN of whoever the credentials belong to. Nobody needs a permission to ask. Throws the SDK's errors. */
export async function callerArn(options?: AwsOptions): Promise<string> {
  const { Arn } = await new STSClient(clientConfig(options)).send(new GetCallerIdentityCommand({}));
  if (!Arn) throw new Error('AWS did not say whose credentials these are');
  return Arn;
}

/** Whose the credentials are, and which region is meant. Throws the SDK's errors. */
export async function whoAndWhere(options?: AwsOptions): Promise<{ readonly arn: string; readonly region: string }> {
  const client = new STSClient(clientConfig(options));
  const [region, { Arn = 'somebody' }] = await Promise.all([
    client.config.region(),
    client.send(new GetCallerIdentityCommand({})),
  ]);
  return { arn: Arn, region };
}
