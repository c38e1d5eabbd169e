import Stripe from 'stripe';
import { stripe } from '../../../../core/providers/stripe.ts';
import { ACCEPTED, BODIES, delivery, verdictOf } from './deliveries.ts';

const SECRET = 'whsec_a_secret_of_stripe_made_up';
const OLD_SECRET = 'whsec_the_secret_before_that_one';
const NOW = 1_760_000_000;

const verifyHeader: NonNullable<typeof Stripe.webhooks.signature>['verifyHeader'] = (...parts) =>
  Stripe.webhooks.signature?.verifyHeader(...parts) ?? false;

const header = (payload: string, secret = SECRET, timestamp = NOW) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });

describe("Stripe's own library", () => {
  test.each(BODIES)('signs what we accept: %j', async (body) => {
    const signed = delivery(body, { 'stripe-signature': header(body) });
    expect(await verdictOf(stripe, signed, SECRET, NOW * 1000)).toEqual(ACCEPTED);
  });

  test.each(BODIES)('accepts what we sign: %j', (body) => {
    const { headers } = stripe.scheme.sign(delivery(body), SECRET, { now: NOW * 1000 });
    const signature = headers['stripe-signature'] ?? '';
    expect(verifyHeader(body, signature, SECRET, 300, undefined, NOW * 1000)).toBe(true);
  });

  test('sends one v1 for each live secret while a secret is rolled, and a v0 in test mode', async () => {
    const body = BODIES[0] ?? '';
    const [time = '', old = ''] = header(body, OLD_SECRET).split(',');
    const [, current = ''] = header(body).split(',');
    for (const value of [
      [time, old, current],
      [time, current, old, `v0=${'0'.repeat(64)}`],
    ]) {
      const signed = delivery(body, { 'stripe-signature': value.join(',') });
      expect(await verdictOf(stripe, signed, SECRET, NOW * 1000)).toEqual(ACCEPTED);
      expect(await verdictOf(stripe, signed, OLD_SECRET, NOW * 1000)).toEqual(ACCEPTED);
    }
  });

  test('is as strict about v0 as we are', async () => {
    const body = BODIES[0] ?? '';
    const downgraded = header(body).replace('v1=', 'v0=');
    expect(() => verifyHeader(body, downgraded, SECRET, 300, undefined, NOW * 1000)).toThrow();
    expect(await verdictOf(stripe, delivery(body, { 'stripe-signature': downgraded }), SECRET, NOW * 1000)).toEqual({
      ok: false,
      cause: 'malformed-signature',
    });
  });

  test('agrees on the last second of the tolerance', async () => {
    const body = BODIES[0] ?? '';
    const signature = header(body);
    const library = (now: number) => () => verifyHeader(body, signature, SECRET, 300, undefined, now);
    const ours = (now: number) => verdictOf(stripe, delivery(body, { 'stripe-signature': signature }), SECRET, now);

    expect(library(NOW * 1000 + 300_999)).not.toThrow();
    expect(await ours(NOW * 1000 + 300_999)).toEqual(ACCEPTED);
    expect(library(NOW * 1000 + 301_000)).toThrow(/tolerance/);
    expect(await ours(NOW * 1000 + 301_000)).toEqual({ ok: false, cause: 'stale-timestamp' });
  });
});
