import { providers } from '../../../core/providers/index.ts';
import { readHttpEvent } from '../../../lambda/verifier/http-event.ts';
import { bodySenders } from './body-senders.ts';
import { NOW, senders, signedDelivery, valueAt, verdictOn, withHeader, withoutHeader } from './senders.ts';

const OK = { ok: true, key: 0 };
const REFUSED = expect.objectContaining({ ok: false });

test('every provider keeps the contract', () => {
  const ids = [...senders, ...bodySenders].map(({ provider }) => provider.id);
  expect(ids).toEqual(
    expect.arrayContaining([
      ...Object.keys(providers),
      'hmac',
      'basic-auth',
      'bearer-token',
      'api-key',
      'query-secret',
    ]),
  );
});

describe.each(senders)('$name', (sender) => {
  const { secret, otherSecret, header, provider, otherSignWith = otherSecret } = sender;
  const signed = signedDelivery(sender);
  const signature = valueAt(signed, header) ?? '';

  test('accepts what it signed', async () => {
    expect(await verdictOn(sender, signed, [secret])).toEqual(OK);
  });

  test('says how it works, whom it is for and where that is documented', () => {
    expect(provider.scheme.summary).toMatch(/\w/);
    expect(provider.name).toMatch(/^[A-Z]/);
    expect(provider.docs).toMatch(/^(?:https:\/\/|docs\/)/);
    expect(provider.deadline ?? 1).toBeGreaterThan(0);
  });

  const flips = Array.from(signed.body, (_, index) => ({ ...signed, body: flipped(signed.body, index) }));

  if (sender.protects === 'some values')
    test('refuses a body in which a flipped byte changes what it has to say', async () => {
      const verdicts = await Promise.all(flips.map((changed) => verdictOn(sender, changed, [secret])));
      expect(verdicts).toContainEqual({ ok: false, cause: 'wrong-signature' });
    });
  else
    test(`${sender.protects === 'nothing' ? 'accepts' : 'refuses'} a body with one flipped byte`, async () => {
      const expected = sender.protects === 'nothing' ? OK : { ok: false, cause: 'wrong-signature' };
      for (const changed of flips) expect(await verdictOn(sender, changed, [secret])).toEqual(expected);
    });

  test('refuses a signature with any one character changed', async () => {
    for (const [index, character] of [...signature].entries()) {
      const others = [String.fromCharCode(character.charCodeAt(0) ^ 1), /a/i.test(character) ? 'B' : 'A'];
      for (const other of others) {
        const value = signature.slice(0, index) + other + signature.slice(index + 1);
        expect(await verdictOn(sender, withHeader(signed, header, value), [secret])).toEqual(REFUSED);
      }
    }
  });

  test('refuses a signature with a character too many or too few', async () => {
    for (const value of [`${signature}A`, `${signature}=`, signature.slice(0, -1), `A${signature}`, signature.slice(1)])
      expect(await verdictOn(sender, withHeader(signed, header, value), [secret])).toEqual(REFUSED);
  });

  test('refuses what another secret signed', async () => {
    expect(await verdictOn(sender, signed, [otherSecret])).toEqual({ ok: false, cause: 'wrong-signature' });
  });

  test('refuses everything while there is no key', async () => {
    expect(await verdictOn(sender, signed, [])).toEqual({ ok: false, cause: 'wrong-signature' });
  });

  test('accepts either of two secrets during a rotation, and says which', async () => {
    expect(await verdictOn(sender, signed, [secret, otherSecret])).toEqual({ ok: true, key: 0 });
    expect(await verdictOn(sender, signed, [otherSecret, secret])).toEqual({ ok: true, key: 1 });
  });

  test.each([header, ...sender.needs])('refuses a delivery without %s', async (missing) => {
    expect(await verdictOn(sender, withoutHeader(signed, missing), [secret])).toEqual(REFUSED);
    expect(await verdictOn(sender, withHeader(signed, missing, ''), [secret])).toEqual(REFUSED);
  });

  test('names the cause when the signature is missing', async () => {
    expect(await verdictOn(sender, withHeader(signed, header, ''), [secret])).toEqual({
      ok: false,
      cause: 'missing-signature',
    });
  });

  if (sender.separator === undefined) {
    test('takes one signature in the header, not several', async () => {
      for (const separator of [',', ' ', ', ', ';'])
        expect(
          await verdictOn(sender, withHeader(signed, header, `${signature}${separator}${signature}`), [secret]),
        ).toEqual(REFUSED);
    });
  } else {
    const several = (...values: readonly string[]) => withHeader(signed, header, values.join(sender.separator));
    const other = valueAt(signedDelivery(sender, signed.body, otherSignWith), header) ?? '';

    test('accepts several signatures of which one is right, whatever its place', async () => {
      expect(await verdictOn(sender, several(other, signature), [secret])).toEqual(OK);
      expect(await verdictOn(sender, several(signature, other), [secret])).toEqual(OK);
      expect(await verdictOn(sender, several('v9=x', 'v9,x', '', signature), [secret])).toEqual(OK);
    });

    test('refuses several signatures of which none is right', async () => {
      expect(await verdictOn(sender, several(other, other, ''), [secret])).toEqual({
        ok: false,
        cause: 'wrong-signature',
      });
    });
  }

  if (sender.protects !== 'some values') {
    test('accepts an empty body that was signed, and no other in its place', async () => {
      const empty = signedDelivery(sender, Buffer.alloc(0));
      expect(await verdictOn(sender, empty, [secret])).toEqual(OK);
      const expected = sender.protects === 'nothing' ? OK : REFUSED;
      expect(await verdictOn(sender, { ...empty, body: signed.body }, [secret])).toEqual(expected);
      expect(await verdictOn(sender, { ...signed, body: empty.body }, [secret])).toEqual(expected);
    });

    test('signs bytes, also such as are no UTF-8', async () => {
      const binary = signedDelivery(sender, Buffer.from([0x61, 0x3d, 0xff, 0xfe, 0x00, 0x80, 0xc3]));
      expect(await verdictOn(sender, binary, [secret])).toEqual(OK);
      // Another invalid byte at the same place reads as the same replacement character.
      const expected = sender.protects === 'every byte' ? REFUSED : OK;
      expect(await verdictOn(sender, { ...binary, body: flipped(binary.body, 3) }, [secret])).toEqual(expected);
    });
  }

  test.each(['2.0', '1.0'])(
    'accepts what comes through API Gateway, payload %s: base64, header names in any case',
    async (version) => {
      const { pathname, search, origin, searchParams } = new URL(signed.url);
      const shouting = Object.entries(signed.headers).map(([name, value]) => [
        version === '1.0' ? name.toUpperCase() : name,
        value,
      ]);
      const { delivery } = readHttpEvent(
        {
          version,
          ...(version === '2.0'
            ? { rawPath: pathname, rawQueryString: search.slice(1) }
            : {
                path: pathname,
                httpMethod: 'POST',
                multiValueQueryStringParameters: Object.fromEntries(
                  [...searchParams].map(([name, value]) => [name, [value]]),
                ),
              }),
          headers: Object.fromEntries(shouting),
          body: signed.body.toString('base64'),
          isBase64Encoded: true,
          requestContext: { requestId: 'r', ...(version === '2.0' && { http: { method: 'POST' } }) },
        },
        origin,
      );
      expect(delivery.body).toEqual(signed.body);
      expect(await verdictOn(sender, delivery, [secret])).toEqual(OK);
    },
  );

  test.each([
    '',
    ' ',
    '                                ',
    'short',
    'whsec_',
    'whpk_',
    'whsec_c2hvcnQ=',
    ' tiny            ',
  ])('has no key for the secret "%s"', (text) => expect(provider.scheme.key(text)).toBeUndefined());

  test('refuses to sign with such a secret', () => {
    const sign = () => signedDelivery(sender, signed.body, 'short');
    const isCredential = sender.protects === 'nothing' && sender.signsTime === false;
    if (valueAt(signed, header) === secret || isCredential) expect(sign).not.toThrow();
    else expect(sign).toThrow(/16 bytes|private key/);
  });
});

describe.each(senders.filter(({ signsTime }) => signsTime === true))('$name, which signs the time', (sender) => {
  const signed = signedDelivery(sender);
  const at = (seconds: number, tolerance?: number) =>
    verdictOn(sender, signed, [sender.secret], { now: NOW + seconds * 1000, ...(tolerance && { tolerance }) });

  test('accepts deliveries as old or as far ahead as its tolerance', async () => {
    expect(await at(sender.tolerance + 0.9)).toEqual(OK);
    expect(await at(-sender.tolerance)).toEqual(OK);
  });

  test('refuses older ones as stale and later ones as from the future', async () => {
    expect(await at(sender.tolerance + 1)).toEqual({ ok: false, cause: 'stale-timestamp' });
    expect(await at(-sender.tolerance - 1)).toEqual({ ok: false, cause: 'future-timestamp' });
  });

  test('keeps to a configured tolerance instead', async () => {
    expect(await at(3600, 3600)).toEqual(OK);
    expect(await at(3601, 3600)).toEqual({ ok: false, cause: 'stale-timestamp' });
    expect(await at(11, 10)).toEqual({ ok: false, cause: 'stale-timestamp' });
    expect(await at(-11, 10)).toEqual({ ok: false, cause: 'future-timestamp' });
  });

  test('does not tell a forger that the time was wrong as well', async () => {
    const forged = { ...signed, body: flipped(signed.body, 0) };
    expect(await verdictOn(sender, forged, [sender.secret], { now: NOW + 1e9 })).toEqual({
      ok: false,
      cause: 'wrong-signature',
    });
  });
});

describe.each(senders.filter(({ signsTime }) => signsTime === 'expires'))('$name, which expires', (sender) => {
  const signed = signedDelivery(sender);
  const at = (seconds: number) => verdictOn(sender, signed, [sender.secret], { now: NOW + seconds * 1000 });

  test('accepts deliveries for as long as they are good, and none before they are', async () => {
    expect(await at(sender.tolerance)).toEqual(OK);
    expect(await at(sender.tolerance + 1)).toEqual({ ok: false, cause: 'stale-timestamp' });
    expect(await at(-60)).toEqual(OK);
    expect(await at(-61)).toEqual({ ok: false, cause: 'future-timestamp' });
  });
});

describe.each(senders.filter(({ signsTime }) => !signsTime))('$name, which signs no time', (sender) => {
  test('accepts a delivery however old it is', async () => {
    expect(await verdictOn(sender, signedDelivery(sender), [sender.secret], { now: NOW + 1e12 })).toEqual(OK);
  });
});

function flipped(bytes: Buffer, index: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(index) ^ 1, index);
  return copy;
}
