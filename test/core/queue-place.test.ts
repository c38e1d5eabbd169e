import type { WebhookEvent } from '../../core/event.ts';
import { placeOf } from '../../core/queue-place.ts';

const described = (data: unknown, more: object = {}) => {
  const facts = {
    id: 'evt_1',
    source: 'stripe',
    provider: 'stripe',
    type: 'invoice.paid',
    time: '2026-01-01T00:00:00.000Z',
    receivedAt: '2026-01-01T00:00:00.000Z',
    requestId: 'request',
    contentType: 'application/json',
    ...more,
  };
  const event: WebhookEvent = { ...facts, time: new Date(0), receivedAt: new Date(0), data, rawBody: Buffer.alloc(0) };
  return { facts, event };
};
const byCustomer = { orderedBy: ({ data }: WebhookEvent) => data.customer };

test('puts an event of an ordered processor into the group of its key', () => {
  expect(placeOf(byCustomer, described({ customer: 'cus_7' }))?.group).toBe('key=cus_7');
  expect(placeOf(byCustomer, described({ customer: 7 }))?.group).toBe('key=7');
});

test.each(['a customer', 'ü', 'x'.repeat(101), '\n'])('knows the key %j by its digest, which SQS takes', (customer) => {
  const group = placeOf(byCustomer, described({ customer }))?.group;
  expect(group).toMatch(/^key=sha256:[0-9a-f]{64}$/);
  expect(group).toBe(placeOf(byCustomer, described({ customer }))?.group);
});

test.each([undefined, null, '', Number.NaN, true, { id: 1 }, ['x']])(
  'gives an event with the key %j a group of its own',
  (customer) => {
    const first = placeOf(byCustomer, described({ customer }))?.group;
    expect(first).toMatch(/^event=/);
    expect(placeOf(byCustomer, described({ customer }))?.group).toBe(first);
    expect(placeOf(byCustomer, described({ customer }, { id: 'evt_2' }))?.group).not.toBe(first);
    expect(placeOf(byCustomer, described({ customer }, { source: 'shop' }))?.group).not.toBe(first);
  },
);

test('gives an event on which the function throws a group of its own, rather than refuse it', () => {
  expect(placeOf(byCustomer, described(undefined))?.group).toMatch(/^event=/);
});

test('lets a queue drop what a provider sends again, but no replay, and no event of another source', () => {
  const id = (more: object = {}) => placeOf(byCustomer, described({ customer: 'c' }, more))?.deduplicationId;
  expect(id()).toMatch(/^[0-9a-f]{64}$/);
  expect(id({ requestId: 'another', receivedAt: '2026-01-01T00:01:00.000Z' })).toBe(id());
  const others = [{ id: 'evt_2' }, { source: 'stripe-connect' }, { replay: 'replay-1' }, { replay: 'replay-2' }].map(
    id,
  );
  expect(new Set([id(), ...others]).size).toBe(5);
});

test('tells a standard queue whose turn it is, where there is somebody', () => {
  const byTenant = { fairBy: ({ data }: WebhookEvent) => data.tenant };
  expect(placeOf(byTenant, described({ tenant: 't1' }))).toEqual({ group: 'key=t1' });
  expect(placeOf(byTenant, described({}))).toBeUndefined();
  expect(placeOf({}, described({ tenant: 't1' }))).toBeUndefined();
});
