import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type Account, AwsError, findResource } from './account.ts';
import { startBuckets } from './buckets.ts';
import { type CloudFormation, cloudFormationOf } from './cloudformation.ts';
import { queryError, queryResponse, readQuery } from './query-protocol.ts';

/** An empty AWS account, as far as the CDK CLI needs one to bootstrap it and to deploy to it. */
export interface AwsStandIn {
  /** For AWS_ENDPOINT_URL. */
  readonly url: string;
  readonly account: Account;
  readonly cloudFormation: CloudFormation;
  /** The calls that it got, as `service:Operation`. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

interface Call {
  readonly request: IncomingMessage;
  readonly body: Buffer;
}

/** Starts it on a free port of 127.0.0.1, where the SDK's clients address buckets by path. */
export async function startAwsStandIn(): Promise<AwsStandIn> {
  const account: Account = { id: '111122223333', region: 'us-east-1', buckets: await startBuckets(), resources: [] };
  const cloudFormation = cloudFormationOf(account);
  const calls: string[] = [];
  const server = createServer((request, response) => {
    buffer(request)
      .then((body) => route({ request, body }, account, cloudFormation, calls))
      .then((answer) => send(response, answer))
      .catch((error: Error) => send(response, { status: 500, headers: {}, body: String(error.stack) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    account,
    cloudFormation,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await account.buckets.close();
    },
  };
}

/** The service is part of what a call is signed for: `Credential=KEY/DATE/REGION/SERVICE/aws4_request`. */
const serviceOf = ({ headers }: IncomingMessage) =>
  /Credential=[^/]+\/\d+\/[^/]+\/(\w+)\//.exec(headers.authorization ?? '')?.[1] ?? 'unsigned';

async function route(
  { request, body }: Call,
  account: Account,
  cloudFormation: CloudFormation,
  calls: string[],
): Promise<Answer> {
  const service = serviceOf(request);
  const { method = '', url = '', headers } = request;
  if (service === 's3') {
    calls.push(`s3:${method} ${url}`);
    return account.buckets.answer({ method, url, headers, body });
  }
  if (service === 'ssm') {
    calls.push(`ssm:${String(headers['x-amz-target']).split('.')[1]}`);
    return getParameter(account, JSON.parse(body.toString()).Name);
  }
  const query = readQuery(body.toString());
  calls.push(`${service}:${query.action}`);
  if (service === 'sts')
    return xmlAnswer(() => assume(query, account), query.action, 'https://sts.amazonaws.com/doc/2011-06-15/');
  if (service === 'cloudformation')
    return xmlAnswer(
      () => cloudFormation.call(query),
      query.action,
      'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    );
  return { status: 501, headers: {}, body: `${service} is no service of this stand-in: ${method} ${url}` };
}

async function xmlAnswer(call: () => object | Promise<object>, action: string, namespace: string): Promise<Answer> {
  const headers = { 'content-type': 'text/xml' };
  try {
    return { status: 200, headers, body: queryResponse(action, namespace, await call()) };
  } catch (error) {
    if (error instanceof AwsError)
      return { status: error.code === 'AccessDenied' ? 403 : 400, headers, body: queryError(error) };
    throw error;
  }
}

function assume(call: ReturnType<typeof readQuery>, { id, ...account }: Account): object {
  if (call.action === 'GetCallerIdentity')
    return { Account: id, Arn: `arn:aws:iam::${id}:user/somebody`, UserId: 'AIDASOMEBODY' };
  const role = call.required('RoleArn');
  if (call.action !== 'AssumeRole' || !findResource({ id, ...account }, 'AWS::IAM::Role', role))
    throw new AwsError('AccessDenied', `User is not authorized to perform: sts:${call.action} on resource: ${role}`);
  const Credentials = {
    ...{ AccessKeyId: 'ASIASTANDIN', SecretAccessKey: 'secret', SessionToken: role },
    Expiration: new Date(Date.now() + 3_600_000),
  };
  return { Credentials, AssumedRoleUser: { Arn: `${role}/session`, AssumedRoleId: 'AROASTANDIN:session' } };
}

function getParameter(account: Account, name: unknown): Answer {
  const headers = { 'content-type': 'application/x-amz-json-1.1' };
  const parameter = findResource(account, 'AWS::SSM::Parameter', name);
  if (!parameter) return { status: 400, headers, body: JSON.stringify({ __type: 'ParameterNotFound' }) };
  const { Value, Type } = parameter.properties;
  return { status: 200, headers, body: JSON.stringify({ Parameter: { Name: name, Type, Value, Version: 1 } }) };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}
