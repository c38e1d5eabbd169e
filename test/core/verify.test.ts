import { stripe } from '../../core/providers/stripe.ts';
import { verifyDelivery } from '../../core/verify.ts';
import { sourceOf } from './source-of.ts';

const SECRET = 'whsec_a_secret_of_stripe_made_up';
const NOW = 1_760_000_000_000;

const source = (tolerance?: number) => sourceOf(stripe, { tolerance });
const signed = stripe.scheme.sign({ method: 'POST', url: 'https://h/', headers: {}, body: Buffer.from('{}') }, SECRET, {
  now: NOW,
});
const keys = [stripe.scheme.key(SECRET)].filter((key) => key !== undefined);

describe('a delivery', () => {
  test('is verified once its signature fits, and is then the very same delivery', async () => {
    const verification = await verifyDelivery(source(), signed, keys, { now: NOW });
    expect(verification).toEqual({ ok: true, delivery: signed, key: 0 });
  });

  test("may be as old as its source allows, or else as its provider's scheme does", async () => {
    const at = (seconds: number, tolerance?: number) =>
      verifyDelivery(source(tolerance), signed, keys, { now: NOW + seconds * 1000 });
    expect(await at(300)).toMatchObject({ ok: true });
    expect(await at(302)).toEqual({ ok: false, cause: 'stale-timestamp' });
    expect(await at(302, 600)).toMatchObject({ ok: true });
    expect(await at(12, 10)).toEqual({ ok: false, cause: 'stale-timestamp' });
  });
});
