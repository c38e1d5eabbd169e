import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** An AWS endpoint whose CloudFormation knows one stack, whose STS knows one user, and whose other services are those of a local run. */
export interface StandIn {
  readonly url: string;
  close(): void;
}

export async function standInForAws(
  stack: string,
  outputs: Readonly<Record<string, string>>,
  awsEndpoint: string,
): Promise<StandIn> {
  const server = createServer(async (request, response) => {
    const bytes = await buffer(request);
    const body = bytes.toString();
    if (body.includes('Action=GetCallerIdentity'))
      return response.writeHead(200, { 'content-type': 'text/xml' }).end(CALLER_IDENTITY);
    if (!body.includes('Action=DescribeStacks'))
      return forward(request, bytes, awsEndpoint).then((answer) =>
        response.writeHead(answer.status, answer.headers).end(answer.body),
      );
    const isKnown = new URLSearchParams(body).get('StackName') === stack;
    response.writeHead(isKnown ? 200 : 400, { 'content-type': 'text/xml' });
    response.end(isKnown ? describeStacks(outputs) : missingStack(stack));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close: () => void server.close(),
  };
}

async function forward({ method = '', headers, url }: IncomingMessage, body: Buffer, awsEndpoint: string) {
  const names = ['x-amz-target', 'content-type', 'authorization', 'x-amz-date'];
  const kept = names.flatMap((name) => (headers[name] ? [[name, String(headers[name])] as const] : []));
  const content = body.length > 0 ? { body: new Uint8Array(body) } : {};
  const answer = await fetch(awsEndpoint + url, { method, headers: Object.fromEntries(kept), ...content });
  const contentType = answer.headers.get('content-type') ?? 'application/x-amz-json-1.0';
  return {
    status: answer.status,
    headers: { 'content-type': contentType },
    body: Buffer.from(await answer.arrayBuffer()),
  };
}

const describeStacks = (outputs: Readonly<Record<string, string>>) => `
<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
<StackName>any</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime><Outputs>
${Object.entries(outputs)
  .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
  .join('')}
</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

const missingStack = (stack: string) => `
<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type>
<Code>ValidationError</Code><Message>Stack with id other than ${stack} does not exist</Message></Error></ErrorResponse>`;

export const CALLER = 'arn:aws:iam::123456789012:user/oncall';

const CALLER_IDENTITY = `
<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>${CALLER}</Arn><UserId>AIDA</UserId><Account>123456789012</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;
