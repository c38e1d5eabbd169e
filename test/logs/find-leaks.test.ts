import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryDirectory } from '../scenarios/running.ts';
import { findLeaks } from './find-leaks.ts';

const BODY = '{"id":"evt_0123456789012345","type":"order.placed","customer":{"email":"jo@example.com","age":41}}';
const logs = temporaryDirectory();
const PRIVATE = [
  { kind: 'secret', value: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  { kind: 'header x-hub-signature', value: `sha256=${'0123456789abcdef'.repeat(4)}` },
  { kind: 'header cookie', value: 'session=a1b2c3' },
  { kind: 'body', value: BODY },
];

const leaksIn = (text: string) => findLeaks(PRIVATE, [{ what: 'x', text }]).map(({ kind }) => kind);

test.each([
  ['the secret', 'secret', 'using whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw now'],
  ['most of the secret', 'secret', 'using …KQ9r8GKYqrTwjUPD8ILPZIo2LaL…'],
  ['a signature', 'header x-hub-signature', `{"error":"wrong: ${'0123456789abcdef'.repeat(4)}"}`],
  ['a short cookie', 'header cookie', 'with cookie session=a1b2c3'],
  ['a body', 'body', `got ${BODY}`],
  ['a piece of a body', 'body', 'at "customer":{"email":"jo@example.com","age":4'],
  ['a body in a line of JSON', 'body', JSON.stringify({ level: 'info', message: BODY })],
  ['a body in a line in a line of JSON', 'body', JSON.stringify({ line: JSON.stringify({ message: BODY }) })],
])('%s in what was written is found', (_, kind, text) => {
  expect(leaksIn(`a line before\n${text}\na line after`)).toEqual([kind]);
});

test.each([
  ['an id', '"id":"evt_0123456789012345"'],
  ['a type', '"type":"order.placed.by.jo"'],
  ['an instant', '"receivedAt":"2026-11-21T20:24:53.161Z"'],
  ['the address of a run', '"url":"http://127.0.0.1:36907"'],
])('%s may be in a body and in what is written; what stands beside it in the body may not', (_, said) => {
  const privates = [{ kind: 'body', value: `{${said},"customer":{"email":"jo@example.com"}}` }];
  const found = (text: string) => findLeaks(privates, [{ what: 'x', text }]).length;
  expect(found(`{"ready":true,${said},"attempts":1}`)).toBe(0);
  expect(found(`{"ready":true,${said},"customer":{"email":"jo@example.com"}}`)).toBe(1);
});

test('what an event is known by may be written, and so may an id of the body', () => {
  const line = JSON.stringify({ message: 'done', id: 'evt_0123456789012345', type: 'order.placed', ms: 3 });
  expect(leaksIn(`${line}\nno account for jo@example.com`)).toEqual([]);
});

test('what a command writes and is handed over is noted when its run is watched', () => {
  const secrets = join(logs, 'secrets.json');
  writeFileSync(secrets, '{"stripe":["a secret that is handed over"]}');
  const env = {
    ...process.env,
    BREAKWATER_TEST_LOGS: logs,
    NODE_OPTIONS: `--import=file://${resolve('test/logs/watch.mjs')}`,
  };
  execFileSync(process.execPath, ['bin/breakwater.js', 'start', '--help', '--secrets', secrets], { env });
  const noted = execFileSync('sh', ['-c', `cat ${logs}/*.ndjson`], { encoding: 'utf8' });
  expect(noted).toContain('{"kind":"secret","value":"a secret that is handed over"}');
  expect(noted).toMatch(/"what":"start --help.*--memory/);
});
