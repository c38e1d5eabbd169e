import type { Custody } from '../../../core/custody.ts';
import type { EventFacts } from '../../../core/event-facts.ts';
import { ledgerItem } from '../../../core/ledger-item.ts';
import { type Ledger, openLedger } from '../../../lambda/aws/ledger.ts';
import { type Engines, startEngines } from '../../protocol/engines.ts';

let engines: Engines;
let ledger: Ledger;
beforeAll(async () => {
  engines = await startEngines();
  await engines.createTable('ledger');
  ledger = openLedger('ledger', { endpoint: engines.dynamodb });
});
afterAll(() => engines.stop());

const NOW = Date.parse('2026-01-01T00:00:00Z');
const facts = (id: string): EventFacts => ({
  id,
  source: 'stripe',
  provider: 'stripe',
  type: 'invoice.paid',
  time: new Date(NOW).toISOString(),
  receivedAt: new Date(NOW).toISOString(),
  requestId: 'r-1',
  contentType: 'application/json',
});
const item = (id: string) => ledgerItem(facts(id), 'digest', ['bill', 'ship'], NOW);
const claimed: Custody = { state: 'claimed', owner: 'me', until: NOW + 1000, attempts: 1, failures: [] };

test('records a new event, and returns the entry of one that is there', async () => {
  expect(await ledger.record(item('evt_1'))).toBeUndefined();
  const entry = await ledger.record({ ...item('evt_1'), digest: 'another' });
  expect(entry).toEqual({ ...item('evt_1'), custody: new Map() });
});

test('keeps the state of each processor apart', async () => {
  await ledger.record(item('evt_2'));
  expect(await ledger.swap(item('evt_2'), 'bill', undefined, claimed)).toEqual({ taken: true });
  expect(await ledger.swap(item('evt_2'), 'ship', undefined, claimed)).toEqual({ taken: true });
  await ledger.swap(item('evt_2'), 'bill', claimed, { ...claimed, state: 'done' });
  const entry = await ledger.read('stripe', 'evt_2');
  expect([...(entry?.custody ?? [])].map(([name, { state }]) => [name, state])).toEqual(
    expect.arrayContaining([
      ['bill', 'done'],
      ['ship', 'claimed'],
    ]),
  );
});

test('writes over the expected state only, and says what is there instead', async () => {
  await ledger.swap(item('evt_3'), 'bill', undefined, claimed);
  const rival = { ...claimed, owner: 'rival' };
  expect(await ledger.swap(item('evt_3'), 'bill', undefined, rival)).toEqual({ taken: false, current: claimed });
  expect(await ledger.swap(item('evt_3'), 'bill', rival, { ...rival, state: 'done' })).toEqual({
    taken: false,
    current: claimed,
  });
});

test('takes a repeated write for its own when the first answer was lost', async () => {
  expect(await ledger.swap(item('evt_4'), 'bill', undefined, claimed)).toEqual({ taken: true });
  expect(await ledger.swap(item('evt_4'), 'bill', undefined, claimed)).toEqual({ taken: true });
});

test('makes a whole item for an event whose record TTL has taken', async () => {
  await ledger.swap(item('evt_5'), 'bill', undefined, claimed);
  expect(await ledger.read('stripe', 'evt_5')).toEqual({ ...item('evt_5'), custody: new Map([['bill', claimed]]) });
});

test('knows nothing of an event that never came', async () => {
  expect(await ledger.read('stripe', 'evt_none')).toBeUndefined();
});

test('keeps an item within one write unit of 1 KB, failures and all', async () => {
  const failures = [8, 9, 10].map((attempt) => ({ attempt, at: NOW, error: 'x'.repeat(120) }));
  const long = { ...facts(`evt_${'1'.repeat(60)}`), type: 'customer.subscription.pending_update_applied' };
  const whole = {
    ...ledgerItem(long, 'd'.repeat(64), ['record-payment'], NOW),
    'processor:record-payment': { ...claimed, owner: 'o'.repeat(36), failures },
  };
  expect(Buffer.byteLength(JSON.stringify(whole))).toBeLessThan(1024);
});
