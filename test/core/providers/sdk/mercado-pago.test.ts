import { WebhookSignatureValidator } from 'mercadopago';
import type { Delivery } from '../../../../core/delivery.ts';
import { mercadoPago } from '../../../../core/providers/mercado-pago.ts';
import { ACCEPTED, verdictOf, WRONG } from './deliveries.ts';

const SECRET = 'the secret of the application';
const NOW = 1_760_000_000_000;

const unsigned = (id: string | number): Delivery => ({
  method: 'POST',
  url: 'https://hooks.example.com/webhooks/it?type=payment',
  headers: { 'x-request-id': 'r-1' },
  body: Buffer.from(JSON.stringify({ id: 7, action: 'payment.created', data: { id } })),
});

const signed = (id: string | number = '123') => mercadoPago.scheme.sign(unsigned(id), SECRET, { now: NOW });
const verdictOn = (delivery: Delivery, now = NOW) => verdictOf(mercadoPago, delivery, SECRET, now);

const libraryAccepts = ({ headers }: Delivery, dataId: string) => {
  try {
    WebhookSignatureValidator.validate({
      xSignature: headers['x-signature'],
      xRequestId: headers['x-request-id'],
      dataId,
      secret: SECRET,
    });
    return true;
  } catch {
    return false;
  }
};

test.each(['123', 7, 'ABC1def'])(
  "Mercado Pago's own library accepts what we sign, and refuses another resource: %j",
  (id) => {
    expect(libraryAccepts(signed(id), String(id).toLowerCase())).toBe(true);
    expect(libraryAccepts(signed(id), '124')).toBe(false);
  },
);

describe('a notification of Mercado Pago', () => {
  test('is accepted for the resource that the URL and the body name', async () => {
    for (const id of ['123', 7, 'ABC1def']) expect(await verdictOn(signed(id))).toEqual(ACCEPTED);
  });

  test('is refused when its body is about another resource, or about none', async () => {
    for (const body of ['{"data":{"id":"124"}}', '{"data":{}}', '{"data":{"id":null}}', '{}', '', 'data.id=123'])
      expect(await verdictOn({ ...signed(), body: Buffer.from(body) })).toEqual(WRONG);
  });

  test('is refused with another resource in its URL, and without one it is not signed', async () => {
    const delivery = signed();
    const at = (search: string, body = delivery.body) =>
      verdictOn({ ...delivery, body, url: `https://hooks.example.com/webhooks/it?${search}` });
    expect(await at('data.id=124')).toEqual(WRONG);
    expect(await at('data.id=124', unsigned('124').body)).toEqual(WRONG);
    for (const search of ['', 'data.id=', 'id=123&topic=payment'])
      expect(await at(search)).toEqual({ ok: false, cause: 'body-not-signed' });
  });

  test('is one event, by the id of its request, which is signed', async () => {
    const delivery = signed();
    expect(mercadoPago.event.id).toBe('header.X-Request-Id');
    expect(await verdictOn({ ...delivery, headers: { ...delivery.headers, 'x-request-id': 'r-2' } })).toEqual(WRONG);
  });

  test('may say its time in milliseconds, as it used to', async () => {
    const now = NOW * 1000;
    const inMilliseconds = mercadoPago.scheme.sign(unsigned('123'), SECRET, { now });
    expect(inMilliseconds.headers['x-signature']).toContain(`ts=${NOW},`);
    expect(await verdictOn(inMilliseconds)).toEqual(ACCEPTED);
    expect(await verdictOn(inMilliseconds, NOW + 86_402_000)).toEqual({ ok: false, cause: 'stale-timestamp' });
  });

  test('cannot be signed without a resource', () => {
    expect(() => mercadoPago.scheme.sign({ ...unsigned('1'), body: Buffer.from('{}') }, SECRET, { now: NOW })).toThrow(
      /data\.id/,
    );
  });
});
