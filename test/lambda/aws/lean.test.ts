import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { bundleOptions, LEAN_SDK } from '../../../core/bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'breakwater-lean-'));
const seen = new Map<string, number>();
const server = createServer((request, response) => void answer(request, response));

const fail = (status: number, type: string, more: object = {}) => ({ status, body: { __type: type, ...more } });

/** What AWS answers, by what is asked for and how often it was asked before. */
const ANSWERS: Readonly<
  Record<string, (before: number, body: string) => { status?: number; body: object } | undefined>
> = {
  done: () => ({ body: {} }),
  condition: () =>
    fail(400, 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', { Item: { pk: { S: 'a' } } }),
  throttled: (before) => (before < 2 ? fail(400, 'ProvisionedThroughputExceededException') : { body: {} }),
  broken: (before) => (before < 2 ? fail(500, 'InternalServerError') : { body: {} }),
  denied: () => fail(400, 'com.amazon.coral.service#AccessDeniedException'),
  hanging: () => undefined,
  'as it was sent': (_, body) => ({ body: { MessageId: 'm', MD5OfMessageBody: md5(body) } }),
  altered: () => ({ body: { MessageId: 'm', MD5OfMessageBody: md5('something else') } }),
  set: () => ({ body: { SecretString: 'a secret' } }),
  unset: () => fail(400, 'ResourceNotFoundException'),
};

const md5 = (body: string) => createHash('md5').update(body).digest('hex');

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = JSON.parse(await text(request));
  const what = asked.TableName ?? asked.MessageBody ?? asked.SecretId;
  const before = seen.get(what) ?? 0;
  seen.set(what, before + 1);
  const found = ANSWERS[what]?.(before, asked.MessageBody);
  if (!found) return;
  response.writeHead(found.status ?? 200, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify(found.body));
}

/** What replaces what, as it lies here. */
const replacements = Object.entries(LEAN_SDK).map(([module, path]) => [module, resolve(path)] as const);

function bundle(entry: string, name: string) {
  const { mainFields, conditions, ...options } = bundleOptions({ entry, alias: Object.fromEntries(replacements) });
  const outfile = join(folder, name);
  const { metafile } = buildSync({
    ...options,
    entryPoints: [entry],
    mainFields: [...mainFields],
    conditions: [...conditions],
    outfile,
    metafile: true,
  });
  return { outfile, inputs: Object.keys(metafile.inputs).map((input) => resolve(input)) };
}

beforeAll(() => new Promise<void>((started) => void server.listen(0, '127.0.0.1', started)));

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  rmSync(folder, { recursive: true });
});

test('every module of the SDK that is replaced is one that bundles would have, and none of them stays', () => {
  const { inputs } = bundle('test/lambda/aws/fixtures/lean-calls.ts', 'all.mjs');
  const unused = replacements.filter(([, path]) => !inputs.includes(path)).map(([module]) => module);
  expect(unused).toEqual([]);
  const folders = [
    '@aws-sdk/credential-provider-node',
    '@aws-sdk/middleware-endpoint-discovery',
    '/submodules/checksum/',
  ];
  expect(inputs.filter((input) => folders.some((part) => input.includes(part)))).toEqual([]);
});

test('the lean SDK fails, tries again and gives up as the whole one does', async () => {
  const { outfile } = bundle('test/lambda/aws/fixtures/lean-calls.ts', 'calls.mjs');
  const { port } = server.address() as AddressInfo;
  const environment = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const { stdout } = await promisify(execFile)(process.execPath, [outfile], { env: environment });
  expect(JSON.parse(stdout)).toEqual({
    done: { answer: {}, attempts: 1 },
    condition: { error: 'ConditionalCheckFailedException', Item: { pk: { S: 'a' } }, attempts: 1, isError: true },
    throttled: { answer: {}, attempts: 3 },
    broken: { answer: {}, attempts: 3 },
    denied: { error: 'AccessDeniedException', attempts: 1, isError: true },
    hanging: { error: 'TimeoutError', attempts: 3, isError: true },
    sent: { answer: { MessageId: 'm', MD5OfMessageBody: md5('as it was sent') }, attempts: 1 },
    altered: { error: 'InvalidChecksumError', isError: true },
    secret: { answer: { SecretString: 'a secret' }, attempts: 1 },
    unset: { error: 'ResourceNotFoundException', attempts: 1, isError: true },
  });
  expect(seen.get('hanging')).toBe(3);
});
