import type { Delivery } from '../../../../core/delivery.ts';
import type { Provider } from '../../../../core/providers/provider.ts';

/** Bodies that trip up verifiers that parse, re-serialise or lose bytes. */
export const BODIES: readonly string[] = [
  '{"id":"evt_1","type":"thing.happened"}',
  '{"z":1, "a" : [12345678901234567890, 1.0, 1e400],\r\n "html":"<b>&amp;\\u00e9\\/</b>"}',
  '{"text":"Zoë bezahlt 10 € 🦊 \u2028 שלום"}',
  'not JSON at all\n',
];

export const delivery = (body: string, headers: Readonly<Record<string, string>> = {}): Delivery => ({
  method: 'POST',
  url: 'https://hooks.example.com/webhooks/it',
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(body),
});

/** Verifies with one secret, at the present moment unless another is given: most libraries know no other. */
export async function verdictOf({ scheme }: Provider, signed: Delivery, secret: string, now = Date.now()) {
  const key = scheme.key(secret);
  return await scheme.verify(signed, key ? [key] : [], { now });
}

export const ACCEPTED = { ok: true, key: 0 };
export const WRONG = { ok: false, cause: 'wrong-signature' };
