import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { Interception, Interceptor } from '../../local/local-run.ts';
import { clientsOf } from './aws-clients.ts';
import { template, writeAssembly } from './fixtures/write-assembly.ts';
import { endRuns, type RunInProcess, startRun, temporaryDirectory } from './run-in-process.ts';

const Bucket = 'small-bucket';
const DAY_MS = 86_400_000;
const bucket = {
  Type: 'AWS::S3::Bucket',
  Properties: { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 14 }] } },
};
const seen: Parameters<Interceptor>[0][] = [];
let verdict: Interception = 'pass';
let assembly: string;
let run: RunInProcess;

beforeAll(async () => {
  const Outputs = { ...template.Outputs, Bucket: { Value: { Ref: 'Bucket' } } };
  const content = { ...template, Resources: { ...template.Resources, Bucket: bucket }, Outputs };
  assembly = await writeAssembly(join(temporaryDirectory(), 'assembly'), content);
  const intercept: Interceptor = (call) => {
    seen.push(call);
    return call.service === 's3' ? verdict : 'pass';
  };
  run = await startRun({ assembly, intercept });
});
beforeEach(() => {
  verdict = 'pass';
});
afterAll(endRuns);

const put = (to: RunInProcess, Key: string, Body: string | Buffer) =>
  clientsOf(to).objects.send(new PutObjectCommand({ Bucket, Key, Body }));
const read = async (from: RunInProcess, Key: string) => {
  const { Body } = await clientsOf(from).objects.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};
const list = (from: RunInProcess, input: Partial<ListObjectsV2Command['input']> = {}) =>
  clientsOf(from).objects.send(new ListObjectsV2Command({ Bucket, ...input }));
const keysOf = async (from: RunInProcess, input = {}) => (await list(from, input)).Contents?.map(({ Key }) => Key);

test('a bucket has a name that S3 would take, and keeps bytes as they are', async () => {
  expect(run.outputs.Bucket).toBe(Bucket);
  const bytes = Buffer.from([0, 255, 10, 13, 195, 40]);
  await put(run, 'a/2026-01-01T00:00:00.000Z~x~JK=.json', bytes);
  expect(await read(run, 'a/2026-01-01T00:00:00.000Z~x~JK=.json')).toEqual(bytes);
  const head = new HeadObjectCommand({ Bucket, Key: 'a/2026-01-01T00:00:00.000Z~x~JK=.json' });
  expect((await clientsOf(run).objects.send(head)).ContentLength).toBe(6);
});

test('a listing is in the order of bytes, over pages, and begins after any text', async () => {
  const keys = ['b/1~B', 'b/1~_', 'b/1~a', 'b/2~A'];
  for (const key of ['b/2~A', 'b/1~a', 'b/1~_', 'b/1~B']) await put(run, key, 'x');
  expect(await keysOf(run, { Prefix: 'b/' })).toEqual(keys);
  const first = await list(run, { Prefix: 'b/', MaxKeys: 2 });
  expect(first.Contents?.map(({ Key }) => Key)).toEqual(keys.slice(0, 2));
  const token = { ContinuationToken: first.NextContinuationToken, MaxKeys: 2 };
  expect(await keysOf(run, { Prefix: 'b/', ...token })).toEqual(keys.slice(2));
  expect(await keysOf(run, { Prefix: 'b/', StartAfter: 'b/1~b' })).toEqual(['b/2~A']);
});

test('what is deleted is gone, and is refused in the words of S3', async () => {
  await put(run, 'c', 'x');
  await clientsOf(run).objects.send(new DeleteObjectCommand({ Bucket, Key: 'c' }));
  await expect(read(run, 'c')).rejects.toBeInstanceOf(NoSuchKey);
});

test('every call is shown to the interceptor by its name, and can be made to fail', async () => {
  await put(run, 'd', '{"kept":true}');
  expect(seen.at(-1)).toEqual({
    service: 's3',
    operation: 'PutObject',
    body: { Bucket, Key: 'd', Body: expect.anything() },
  });
  await read(run, 'd');
  await list(run, { Prefix: 'd' });
  const named = seen.slice(-2).map(({ operation, body }) => [operation, Object(body).prefix ?? Object(body).Key]);
  expect(named).toEqual([
    ['GetObject', 'd'],
    ['ListObjectsV2', 'd'],
  ]);
  verdict = 'unavailable';
  await expect(put(run, 'e', 'x')).rejects.toMatchObject({ name: 'InternalError' });
  verdict = 'refuse';
  await expect(put(run, 'e', 'x')).rejects.toThrow();
  verdict = 'drop';
  await expect(put(run, 'f', 'x')).rejects.toThrow();
  verdict = 'pass';
  expect(await keysOf(run, { Prefix: 'e' })).toBeUndefined();
  expect(await keysOf(run, { Prefix: 'f' })).toEqual(['f']);
});

test('objects outlive the run, even one that is killed, until the days of their bucket are over', async () => {
  const dataDirectory = temporaryDirectory();
  const first = await startRun({ assembly, dataDirectory });
  for (const key of ['old', 'new', 'deleted']) await put(first, key, `content of ${key}`);
  await clientsOf(first).objects.send(new DeleteObjectCommand({ Bucket, Key: 'deleted' }));
  const large = randomBytes(6_000_000);
  await put(first, 'large', large);
  expect((await read(first, 'large')).equals(large)).toBe(true);
  await first.kill();

  const database = new DatabaseSync(join(dataDirectory, 'objects.db'));
  database.prepare('UPDATE objects SET modified = ? WHERE key = ?').run(Date.now() - 14 * DAY_MS - 1, 'old');
  database.close();
  const second = await startRun({ assembly, dataDirectory });
  expect(await keysOf(second)).toEqual(['large', 'new']);
  expect((await read(second, 'large')).equals(large)).toBe(true);
  expect((await read(second, 'new')).toString()).toBe('content of new');
  await second.stop();
});
