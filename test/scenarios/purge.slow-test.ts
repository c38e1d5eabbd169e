import { createHmac } from 'node:crypto';
import { findDeployment } from '../../cli/deployment.ts';
import { openArchiveStore } from '../../lambda/aws/archive-store.ts';
import { openClaimCheckStore } from '../../lambda/aws/claim-check-store.ts';
import { openLedgerEvents } from '../../lambda/aws/ledger-events.ts';
import { openQuarantineStore } from '../../lambda/aws/quarantine-store.ts';
import { eventually, type Running, startRunning } from './running.ts';

const SECRET = 'the secret of the shop, 0123456789';
const JO = 'Jo.Public@example.com';
let run: Running;

beforeAll(async () => {
  run = await startRunning({ config: 'test/scenarios/fixtures/purge/webhooks.ts', secrets: { shop: [SECRET] } });
}, 90_000);
afterAll(() => run.stop());

const bodyOf = (id: string, email: string, more: object = {}) =>
  JSON.stringify({ id, type: 'order.placed', customer: { id: email === JO ? 42 : 43, email }, ...more });

async function post(body: string, secret = SECRET): Promise<number> {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-shop-signature': signature };
  return (await fetch(`${run.url}/webhooks/shop`, { method: 'POST', headers, body })).status;
}

const SENT = [
  bodyOf('jo-1', JO),
  bodyOf('jo-fails', JO, { fails: true }),
  bodyOf('jo-large', JO, { filler: 'x'.repeat(400_000) }),
  bodyOf('al-1', 'al@example.com'),
  bodyOf('al-fails', 'al@example.com', { fails: true }),
  bodyOf('al-large', 'al@example.com', { filler: 'x'.repeat(400_000) }),
];

/** Everything that is kept anywhere, as text; large bodies and objects of the archive by what is in them. */
async function kept() {
  const {
    aws,
    archiveBucket = '',
    claimCheckBucket = '',
    quarantineBucket = '',
    ledgerTable,
  } = await findDeployment({
    port: run.port,
  });
  const archive = openArchiveStore(archiveBucket, aws);
  const lines: string[] = [];
  for await (const { key } of archive.list('shop', {})) for await (const line of archive.lines(key)) lines.push(line);
  const bodies: string[] = [];
  for await (const page of openClaimCheckStore(claimCheckBucket, aws).list())
    bodies.push(...page.map(({ key }) => Buffer.from(key.split('/')[1] ?? '', 'base64url').toString()));
  const quarantine = openQuarantineStore(quarantineBucket, aws);
  const requests: string[] = [];
  for await (const { key } of quarantine.list('shop', {}))
    requests.push((await quarantine.read(key))?.delivery.body.toString() ?? '');
  const letters: string = (await run.cli('dead-letters', 'list', '--json')).stdout;
  const keys = SENT.map((body) => `shop#${JSON.parse(body).id}`);
  const ledger = await openLedgerEvents(ledgerTable, aws).read(keys);
  const failures = [...ledger.values()].flatMap(({ custody }) =>
    [...custody.values()].flatMap((state) => state.failures),
  );
  return { lines, bodies: bodies.sort(), requests, letters, failures: failures.map(({ error }) => error), ledger };
}

async function purge(...options: string[]) {
  const { code, stdout, stderr } = await run.pipe(`${JO.toLowerCase()}\n`, 'events', 'purge', ...options);
  return { code, stdout, stderr };
}

test('one person is found in every store, and gone from each, while everybody else stays', async () => {
  for (const body of SENT) expect(await post(body)).toBe(200);
  const isSettled = ({ ledger, lines }: Awaited<ReturnType<typeof kept>>) =>
    lines.length === SENT.length &&
    [...ledger.values()].every(({ targets, custody }) => targets.every((name) => custody.has(name)));
  await eventually(kept, isSettled, 60_000);
  for (const email of [JO, 'al@example.com']) {
    expect(await post(bodyOf('never', email), 'a secret of somebody else')).toBe(401);
    // The same event with another body: the difference is kept, and nothing else, once it is settled.
    expect(await post(bodyOf('al-1', email, { tries: 2 }))).toBe(200);
  }
  const before = await eventually(kept, ({ requests, failures }) => requests.length === 4 && failures.length === 2);

  const planned = await purge('--match', '-', '--dry-run', '--json');
  const found = { archive: 3, claimChecks: 1, deadLetters: 1, quarantine: 2, ledger: 1 };
  expect(planned).toMatchObject({ code: 0 });
  expect(JSON.parse(planned.stdout)).toMatchObject({ events: 3, found, unseen: 0, onTheirWay: 0 });
  const unconfirmed = await purge('--match', '-');
  expect(unconfirmed).toMatchObject({ code: 2, stderr: expect.stringContaining('add --confirm') });
  expect((await kept()).lines).toHaveLength(6);

  const purged = await purge('--match', '-', '--confirm', '--json');
  expect(purged).toMatchObject({ code: 0 });
  expect(JSON.parse(purged.stdout)).toMatchObject({ ended: 'done', purged: found });
  expect(`${planned.stdout}${planned.stderr}${purged.stdout}${purged.stderr}`.toLowerCase()).not.toContain('jo.public');

  const after = await kept();
  const said = JSON.stringify({ ...after, ledger: [...after.ledger.keys()] }).toLowerCase();
  expect(said).not.toContain('jo.public');
  expect(after.lines.sort()).toEqual(before.lines.filter((line) => !line.includes(JO)).sort());
  expect(after.bodies).toEqual(['al-large']);
  expect(after.requests.every((body) => body.includes('al@example.com'))).toBe(true);
  expect(after.letters).toContain('al-fails');
  expect(after.failures.toSorted()).toEqual(['PermanentError: no account for al@example.com', '[purged]']);
}, 120_000);

test('a purged event that its provider sends again is no new event', async () => {
  const body = SENT[0] ?? '';
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-shop-signature': signature };
  const answer = await fetch(`${run.url}/webhooks/shop`, { method: 'POST', headers, body });
  expect(await answer.json()).toMatchObject({ status: 'duplicate', id: 'jo-1' });
}, 30_000);

test('purging again finds nothing, and the record names nobody', async () => {
  const again = await purge('--match', '-', '--confirm', '--json');
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({ events: 0, found: { archive: 0, ledger: 0 } });
  const { stdout } = await run.cli('audit', '--json');
  const [record] = JSON.parse(stdout);
  expect(record).toMatchObject({
    command: 'events purge',
    ended: 'done',
    options: { texts: '1' },
    counts: { archive: 3 },
  });
  expect(stdout.toLowerCase()).not.toContain('jo.public');
}, 30_000);

test('events are purged by their ids, and by what stands at a place of their bodies', async () => {
  const byField = await purge('--source', 'shop', '--field', 'customer.id=43', '--dry-run', '--json');
  expect(JSON.parse(byField.stdout)).toMatchObject({
    events: 3,
    found: { archive: 3, claimChecks: 1, deadLetters: 1 },
  });
  const byId = await purge('--source', 'shop', '--id', 'al-1', 'al-large', '--confirm', '--json');
  expect(JSON.parse(byId.stdout)).toMatchObject({ purged: { archive: 2, claimChecks: 1, deadLetters: 0 } });
  const { lines, bodies } = await kept();
  expect([lines.length, bodies]).toEqual([1, []]);
}, 60_000);

test.each([
  ['nothing is said of whose data', [], 'Say it with --id, --match or --field'],
  ['a text would fit nearly everything', ['--match', 'jo'], 'at least 5 characters'],
  ['a place has no value', ['--field', 'customer.id'], 'PATH=VALUE'],
  ['there is no such source', ['--source', 'shops', '--id', 'x'], 'there are: shop'],
])('is refused when %s', async (_, options, sentence) => {
  expect(await purge(...options)).toMatchObject({ code: 2, stderr: expect.stringContaining(sentence) });
});
