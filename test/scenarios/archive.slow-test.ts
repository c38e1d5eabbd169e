import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDeployment } from '../../cli/deployment.ts';
import { readArchiveLine } from '../../core/archive.ts';
import { openArchiveStore } from '../../lambda/aws/archive-store.ts';
import { eventually, type Running, startRunning, temporaryDirectory } from './running.ts';

const SECRET = randomBytes(24).toString('base64');
const directory = temporaryDirectory();
let running: Running;

beforeAll(async () => {
  running = await startRunning({ config: 'test/scenarios/fixtures/archive.ts', secrets: { acme: [SECRET] } });
}, 60_000);
afterAll(async () => {
  expect(await running.stop()).toBe(0);
});

const effects = join(directory, 'effects');
writeFileSync(effects, '');

const bodyOf = (id: string, type: string, more = '') =>
  `{\n  "id": "${id}",\r\n\t"type": "${type}", "n": 12345678901234567890,\n  "data": {"object": {"effects": ${JSON.stringify(effects)}}}${more}\n}`;

function post(body: string) {
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  return fetch(`${running.url}/webhooks/acme`, { method: 'POST', headers, body });
}

/** Every line of the archive, as event and body. */
async function archived() {
  const { archiveBucket = '', aws } = await findDeployment({ port: running.port });
  const store = openArchiveStore(archiveBucket, aws);
  const found: ReturnType<typeof readArchiveLine>[] = [];
  for await (const { key } of store.list('acme', {}))
    for await (const line of store.lines(key)) found.push(readArchiveLine(line));
  return found;
}

test('every accepted event is kept with its very bytes, the large ones too, and nothing else is', async () => {
  const bodies = new Map([
    ...Array.from({ length: 60 }, (_, index) => [`evt_${index}`, bodyOf(`evt_${index}`, 'counted')] as const),
    ['evt_large', bodyOf('evt_large', 'large', `, "filler": "${'x'.repeat(700_000)}"`)],
  ]);
  const answers = await Promise.all([...bodies.values()].map(post));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await post(bodyOf('evt_0', 'counted'))).status).toBe(200);
  const forged = await fetch(`${running.url}/webhooks/acme`, { method: 'POST', body: '{"id":"evt_forged"}' });
  expect(forged.status).toBe(401);

  const lines = await eventually(archived, (found) => new Set(found.map(({ facts }) => facts.id)).size === bodies.size);
  for (const { facts, body } of lines) expect(body.toString()).toBe(bodies.get(facts.id));
  expect(lines.map(({ facts }) => facts.replay)).toEqual(lines.map(() => undefined));
});

test('the ledger knows of each event whether the archive has it', async () => {
  const shown = async () => {
    const { stdout } = await running.cli('events', 'list', '--limit', '200', '--json');
    return JSON.parse(stdout) as { archive: string; processors: Record<string, { status: string }> }[];
  };
  const events = await eventually(shown, (list) => list.every(({ archive }) => archive === 'done'));
  expect(events).toHaveLength(61);
  expect(Object.keys(events[0]?.processors ?? {})).not.toContain('_archive');
  const done = await eventually(
    async () => readFileSync(effects, 'utf8').split('\n').filter(Boolean),
    (lines) => lines.length >= 121,
  );
  expect(new Set(done).size).toBe(121);
});

describe('a replay', () => {
  const effectsOf = (id: string) =>
    readFileSync(effects, 'utf8')
      .split('\n')
      .filter((line) => line.split(' ')[1] === id)
      .map((line) => line.split(' ')[0])
      .sort();
  const replay = async (...args: string[]) => {
    const { code, stdout, stderr } = await running.cli('replay', 'acme', ...args, '--json');
    return { code, stderr, said: stdout ? JSON.parse(stdout) : undefined };
  };

  test('of an event that was processed runs it again, once, for the processor that is meant', async () => {
    const { code, said } = await replay('evt_1', '--processor', 'first');
    expect({ code, said }).toMatchObject({ code: 0, said: { events: 1, messages: 1, sent: 1, ended: 'done' } });
    await eventually(
      async () => effectsOf('evt_1'),
      (lines) => lines.length === 3,
    );
    expect(effectsOf('evt_1')).toEqual(['first', 'first', 'second']);

    expect((await replay('evt_1', '--processor', 'first')).said).toMatchObject({ ended: 'done', sent: 0, before: 1 });
    expect((await replay('evt_1', '--processor', 'first', '--again')).said).toMatchObject({ ended: 'done', sent: 1 });
    await eventually(
      async () => effectsOf('evt_1'),
      (lines) => lines.length === 4,
    );
  });

  test('of one with a large body brings the very same bytes', async () => {
    expect((await replay('evt_large')).said).toMatchObject({ sent: 1, ended: 'done' });
    const digests = () =>
      readFileSync(effects, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('first evt_large '));
    const [before, again] = await eventually(
      async () => digests(),
      (lines) => lines.length === 2,
    );
    expect(again).toBe(before);
  });

  test('for a processor whose events want to be looked at needs a word of confirmation', async () => {
    const refused = await replay('evt_2');
    expect(refused).toMatchObject({ code: 2, said: undefined, stderr: expect.stringContaining('add --confirm') });
    expect((await replay('evt_2', '--confirm')).said).toMatchObject({ messages: 2, sent: 2 });
    await eventually(
      async () => effectsOf('evt_2'),
      (lines) => lines.length === 4,
    );
  });

  test('of an event that the archive does not have says so', async () => {
    const { code, said, stderr } = await replay('evt_3', 'evt_nobody', '--processor', 'first');
    expect({ code, said }).toMatchObject({ code: 1, said: { sent: 1, missing: ['evt_nobody'] } });
    expect(stderr).toContain('the archive has no event evt_nobody');
  });
});
