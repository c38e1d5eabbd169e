import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSecrets, unusableSecrets } from '../../cli/start/read-secrets.ts';
import { parseWebhooks } from '../../core/index.ts';

const directory = mkdtempSync(join(tmpdir(), 'breakwater-'));
afterAll(() => rmSync(directory, { recursive: true }));

function fileWith(text: string): string {
  const file = join(directory, 'secrets.json');
  writeFileSync(file, text);
  return file;
}

test('reads one secret, or several with the newest first', () => {
  expect(readSecrets(fileWith('{"stripe":["new","old"],"github":"one"}'))).toEqual({
    stripe: ['new', 'old'],
    github: ['one'],
  });
});

test.each([
  ['{"stripe":', 'is not a JSON object'],
  ['["stripe"]', 'is not a JSON object'],
  ['null', 'is not a JSON object'],
  ['{"stripe":42}', '"stripe" has to be a secret, or a list of secrets'],
  ['{"stripe":[]}', '"stripe" has to be a secret, or a list of secrets'],
  ['{"stripe":["topsecret",7]}', '"stripe" has to be a secret, or a list of secrets'],
  ['{"stripe":""}', '"stripe" has to be a secret, or a list of secrets'],
])('refuses %s', (text, sentence) => {
  expect(() => readSecrets(fileWith(text))).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringContaining(sentence) }),
  );
});

test('says which file is not there', () => {
  const missing = join(directory, 'missing.json');
  expect(() => readSecrets(missing)).toThrow(`--secrets ${missing}: there is no such file`);
});

test('says that a directory is no file', () => {
  expect(() => readSecrets(directory)).toThrow(`--secrets ${directory} is a directory`);
});

test('shows no secret in what it says', () => {
  expect(() => readSecrets(fileWith('{"stripe":["topsecret",7]}'))).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('topsecret') }),
  );
});

test('tells which secrets can verify nothing, and does not show them', () => {
  const webhooks = parseWebhooks({ sources: { stripe: {}, github: {} } });
  const long = 'x'.repeat(16);
  expect(unusableSecrets({ stripe: ['short', long], github: [long] }, webhooks)).toEqual([
    '1 of 2 secrets of "stripe" can verify nothing: too short, or not of its form',
  ]);
});
