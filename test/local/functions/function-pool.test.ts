import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFunctionPool, type FunctionPool } from '../../../local/functions/function-pool.ts';
import type { LocalRunMessage } from '../../../local/report.ts';
import { temporaryDirectory } from '../../scenarios/running.ts';

const CODE = `
let count = 0;
export const handler = async (event) => {
  if (event.tell) return { told: process.send?.(event.tell) ?? 'nobody' };
  if (event.fail === 'throw') throw new TypeError('no');
  if (event.fail === 'size') return 'x'.repeat(6 * 1024 * 1024 - 1);
  if (event.fail === 'circle') { const circle = {}; circle.self = circle; return circle; }
  return { ...event, count: ++count, process: process.pid };
};`;

let pool: FunctionPool;
const reported: LocalRunMessage[] = [];

const code = temporaryDirectory();
beforeAll(async () => {
  writeFileSync(join(code, 'index.mjs'), CODE);
  const definition = {
    ...{ logicalId: 'Echo', name: 'echo', arn: 'arn:echo', code, handler: 'index.handler', environment: {} },
    ...{ timeoutSeconds: 20, memoryMb: 128, logGroup: 'echo', aliases: [] },
  };
  pool = createFunctionPool({ definition, size: 1, report: (message) => void reported.push(message) });
});
afterAll(() => pool.close(0));

async function invoke(event: object) {
  const result = await pool.invoke(JSON.stringify(event));
  return result.kind === 'answered' ? JSON.parse(result.payload) : result;
}

test('gives each of many invocations its own answer, one after the other in one process', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => invoke({ index })));
  expect(answers.map(({ index }) => index)).toEqual(Array.from({ length: 50 }, (_, index) => index));
  expect(answers.map(({ count }) => count)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  expect(new Set(answers.map(({ process }) => process)).size).toBe(1);
});

test('hands over large events and answers whole, to the byte, and small ones between them', async () => {
  const texts = ['é'.repeat(1_500_000), '', '\r\n\r\n', '🐳'.repeat(700_000), 'x'];
  const answers = await Promise.all(texts.map((text) => invoke({ text })));
  expect(answers.map(({ text }, index) => text === texts[index])).toEqual(texts.map(() => true));
});

test('tells what was thrown, and that an answer is no JSON or too large, and goes on', async () => {
  expect(await invoke({ fail: 'throw' })).toEqual({ kind: 'failed', error: 'TypeError: no' });
  expect(await invoke({ fail: 'circle' })).toMatchObject({ kind: 'failed', error: expect.stringMatching('circular') });
  expect(await invoke({ fail: 'size' })).toMatchObject({
    kind: 'failed',
    error: expect.stringMatching('6291457 bytes'),
  });
  expect(await invoke({ index: 7 })).toMatchObject({ index: 7 });
  expect(reported.filter(({ kind }) => kind === 'failure')).toHaveLength(3);
});

test('code that would tell whoever started it that it is ready finds nobody to tell, as on Lambda', async () => {
  expect(await invoke({ tell: 'ready' })).toEqual({ told: 'nobody' });
});
