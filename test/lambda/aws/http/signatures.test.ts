import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { openSignatures } from '../../../../lambda/aws/http/signatures.ts';

const json = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.PutItem' };
const rows: readonly [name: string, service: string, request: ConstructorParameters<typeof HttpRequest>[0]][] = [
  ['a call in JSON', 'dynamodb', { method: 'POST', path: '/', headers: json, body: '{"é":"\u{1f600}"}' }],
  [
    'an ARN in the path',
    'lambda',
    {
      method: 'POST',
      path: '/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu%3A1%3Afunction%3Ab/invocations',
      body: '{}',
    },
  ],
  ['what URLs may have unescaped', 'lambda', { method: 'POST', path: "/a!'()*~-_.$&+,;=@/b/", body: '{}' }],
  ['an object of bytes', 's3', { method: 'PUT', path: '/kept/stripe/a%20b%2B(c)', body: Buffer.from([0, 255, 10]) }],
  ['no body', 's3', { method: 'GET', path: '/stripe/a' }],
  ['an empty body', 'sqs', { method: 'POST', path: '/', headers: json, body: '' }],
  ['spaces in a header', 'events', { method: 'POST', path: '/', headers: { 'x-amz-c': '  a   b\t c ' }, body: '{}' }],
];
const signers = [
  {
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    region: 'eu-west-1',
    at: '2026-01-01T23:59:59.999Z',
  },
  {
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'a/b+c==' },
    region: 'eu-west-1',
    at: '2026-01-02T00:00:00.000Z',
  },
  {
    credentials: { accessKeyId: 'second', secretAccessKey: 'other/secret' },
    region: 'us-gov-west-1',
    at: '2026-01-02T00:00:00.000Z',
  },
];

test.each(rows)(
  '%s is signed as the SDK signs it, whoever signs, where and on which day',
  async (_, service, options) => {
    const own = openSignatures(service);
    for (const { credentials, region, at } of signers) {
      const headers = { host: 'localhost:1', 'user-agent': 'u', 'x-amzn-trace-id': 'Root=1', ...options.headers };
      const request = new HttpRequest({ ...options, headers });
      const sdk = new SignatureV4({ service, region, credentials, sha256: Sha256, uriEscapePath: service !== 's3' });
      const signed = await sdk.sign(request, { signingDate: new Date(at) });
      expect(own(request, { credentials, region, at: new Date(at) })).toEqual(signed.headers);
    }
  },
);
