import { readFileSync } from 'node:fs';
import { eventOf } from '../../../core/envelope.ts';
import { bodyHolds, readSoughtField } from '../../../core/sought.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { handler } from './erase-person.ts';
import { erased, requested } from './erasures.ts';

/** https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance */
const CUSTOMER = {
  shop_id: 954889,
  shop_domain: 'snowdevil.myshopify.com',
  customer: { id: 191167, email: 'john@example.com', phone: '555-625-1199' },
  orders_to_redact: [299938, 280263],
};
const { shop_id, shop_domain } = CUSTOMER;

async function run(type: string, data: object): Promise<Buffer> {
  const facts = {
    id: 'one',
    source: 'shopify',
    provider: 'shopify',
    type,
    time: '2026-01-31T09:00:00.000Z',
    receivedAt: '2026-01-31T09:00:00.000Z',
    requestId: 'r',
    contentType: 'application/json',
  };
  const body = Buffer.from(JSON.stringify(data));
  const log = jsonLog(() => undefined).ofProcessor();
  const signal = new AbortController().signal;
  const transact = () => Promise.reject(new Error('nothing is written here'));
  await handler(eventOf(facts, body), {
    log,
    idempotencyKey: `shopify#${type}`,
    attempt: 1,
    maxAttempts: 5,
    signal,
    transact,
  });
  return body;
}

test('the processor that docs/data.md shows is this one', () => {
  const from = '/** Deletes what we keep';
  const shown = readFileSync('test/docs/data/erase-person.ts', 'utf8');
  expect(readFileSync('docs/data.md', 'utf8')).toContain(shown.slice(shown.indexOf(from)).trimEnd());
});

test.each([
  ['customers/redact', CUSTOMER, true],
  ['shop/redact', { shop_id, shop_domain }, true],
  ['customers/data_request', CUSTOMER, false],
])('for %s it asks for a purge that finds the request itself too', async (type, data, deletes) => {
  erased.splice(0);
  const body = await run(type, data);
  const { kind, options = [] } = requested.at(-1) ?? {};
  expect([kind, options.slice(0, 3)]).toEqual([type, ['--source', 'shopify', '--field']]);
  const field = readSoughtField(options[3] ?? '');
  expect(bodyHolds({ texts: [], fields: field ? [field] : [] }, body)).toBe(true);
  expect(erased).toEqual(deletes ? [options[3]] : []);
});
