import type { Delivery } from '../../../core/delivery.ts';
import { parseWebhooks } from '../../../core/index.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { type HttpEvent, readHttpEvent } from '../../../lambda/verifier/http-event.ts';
import { keyCache } from '../../../lambda/verifier/key-cache.ts';
import { receive } from '../../../lambda/verifier/receive.ts';
import type { Sender } from '../../core/providers/sender.ts';
import { NOW, senders, signedDelivery, valueAt, withHeader, withoutHeader } from '../../core/providers/senders.ts';

/** What a forger, a broken proxy or a wrong secret may make of a delivery, by what is wrong about it. */
function refusals(sender: Sender): readonly (readonly [mistake: string, delivery: Delivery, now?: number])[] {
  const { header, otherSecret, otherSignWith = otherSecret, protects, signsTime, tolerance } = sender;
  const signed = signedDelivery(sender);
  const signature = valueAt(signed, header) ?? '';
  const other = signedDelivery(sender, signed.body, otherSignWith);
  const unsigned = withoutHeader(signed, header);
  const replaced = (value: string) => withHeader(signed, header, value);
  const always: readonly (readonly [string, Delivery])[] = [
    ['no signature', unsigned],
    ['an empty signature', replaced('')],
    ['a signature of spaces', replaced('   ')],
    ["another secret's signature", other],
    ['a signature with another first letter', replaced(swapped(signature, 0))],
    ['a signature with another letter in the middle', replaced(swapped(signature, signature.length >> 1))],
    ['half a signature', replaced(signature.slice(0, signature.length >> 1))],
    ['a signature with a letter more', replaced(`${signature}A`)],
    ['a signature turned round', replaced([...signature].reverse().join(''))],
    ['a signature that is none', replaced('undefined')],
    ['a signature with a null byte', replaced(`${signature}\0`)],
    ['a signature under another name', withHeader(unsigned, 'x-signed', signature)],
    ['a signature of a megabyte', replaced(`${signature}.`.padEnd(1_000_000, 'A'))],
    ['a signature of emoji', replaced('🦊'.repeat(20))],
  ];
  const body: readonly (readonly [string, Delivery])[] = [
    ['a body with another letter', { ...signed, body: Buffer.from(swapped(signed.body.toString(), 12)) }],
    ['no body', { ...signed, body: Buffer.alloc(0) }],
  ];
  const time: readonly (readonly [string, Delivery, number])[] = [
    ['a time long past', signed, NOW + (tolerance + 1) * 1000],
    ['a time to come', signed, NOW - (tolerance + 1) * 1000],
  ];
  return [
    ...always,
    ...(protects === 'nothing' ? [] : body.slice(protects === 'some values' ? 1 : 0)),
    ...(signsTime ? time : []),
  ];
}

const swapped = (text: string, index: number) =>
  text.slice(0, index) + (text[index] === '7' ? '8' : '7') + text.slice(index + 1);

/** The verifier's answer to a request as API Gateway hands it over. */
async function statusOf(sender: Sender, event: HttpEvent, secret: string, now: number) {
  const webhooks = parseWebhooks({
    sources: { it: { provider: sender.provider, ...sender.settings } },
    processors: { work: { on: { it: ['*'] } } },
  });
  const lines: string[] = [];
  const { status } = await receive(readHttpEvent(event, 'https://hooks.example.com'), {
    webhooks,
    keys: keyCache({ read: async () => secret, replace: async () => false, now: () => now }),
    documents: { loadWithin: () => () => Promise.reject(new Error('nothing is loaded here')) },
    visit: () => Promise.reject(new Error('nothing is visited here')),
    keep: async () => false,
    claimChecks: { put: async () => undefined },
    claimCheckKb: 200,
    ledger: { record: async () => undefined },
    send: async () => undefined,
    now: () => now,
    log: jsonLog((line) => lines.push(line)),
  });
  return { status, log: lines.join('\n') };
}

const FORMS = [
  { version: '2.0', isBase64Encoded: false },
  { version: '2.0', isBase64Encoded: true },
  { version: '1.0', isBase64Encoded: false },
  { version: '1.0', isBase64Encoded: true },
] as const;

function asEvent({ url, headers, body, method }: Delivery, { version, isBase64Encoded }: (typeof FORMS)[number]) {
  const { pathname, search, searchParams } = new URL(url);
  const shouted = Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]);
  const query = [...searchParams].map(([name, value]) => [name, [value]]);
  const rest = { path: pathname, httpMethod: method, multiValueQueryStringParameters: Object.fromEntries(query) };
  return {
    version,
    ...(version === '2.0' ? { rawPath: pathname, rawQueryString: search.slice(1) } : rest),
    headers: version === '2.0' ? headers : Object.fromEntries(shouted),
    pathParameters: { source: 'it' },
    body: body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
    requestContext: { requestId: 'r', ...(version === '2.0' && { http: { method } }) },
  };
}

/** The delivery with more of what others may send along and no log may have. */
function withMarks(delivery: Delivery): Delivery {
  const names = ['authorization', 'cookie', 'x-github-encoded-secret', 'x-api-key', 'x-hook-secret', 'x-anything'];
  const marks = Object.fromEntries(names.map((name) => [name, `mark-in-a-header ${name}`]));
  const url = new URL(delivery.url);
  if (url.search === '') url.searchParams.set('token', 'mark-in-a-parameter');
  return { ...delivery, url: url.href, headers: { ...marks, ...delivery.headers } };
}

/** What the delivery itself has of it. Ids are not private: they are what an event is known by. */
function privateTexts({ headers, url, body }: Delivery, { header, needs }: Sender): string[] {
  const values = [header, ...needs.filter((name) => /sig|nonce|token|key/i.test(name))].map(
    (name) => headers[name] ?? '',
  );
  const text = body.toString();
  const pieces = Array.from({ length: Math.ceil(text.length / 12) }, (_, index) => text.substr(12 * index, 24));
  // The digest of the body is what Twilio's event is known by.
  const query = [...new URL(url).searchParams].flatMap(([name, value]) => (name === 'bodySHA256' ? [] : value));
  return [...values, ...query, ...pieces.filter((piece) => /[":=&<]/.test(piece))].filter(({ length }) => length >= 12);
}

describe.each(senders)('$name', (sender) => {
  const cases = refusals(sender);

  test('answers 200 to what is signed, behind both APIs, as text and as base64', async () => {
    const signed = signedDelivery(sender);
    for (const form of FORMS)
      expect(await statusOf(sender, asEvent(signed, form), sender.secret, NOW)).toMatchObject({ status: 200 });
  });

  test('answers 401 to at least twelve kinds of mistakes, behind both APIs, as text and as base64', async () => {
    expect(cases.length).toBeGreaterThanOrEqual(12);
    for (const [mistake, delivery, now = NOW] of cases)
      for (const form of FORMS)
        expect([mistake, form, await statusOf(sender, asEvent(delivery, form), sender.secret, now)]).toEqual([
          mistake,
          form,
          { status: 401, log: expect.stringContaining('"message":"refused"') },
        ]);
  });

  test('never writes the secret, a header, a parameter or the body to the log', async () => {
    for (const delivery of [signedDelivery(sender), ...cases.map(([, delivery]) => delivery)]) {
      const { log } = await statusOf(sender, asEvent(withMarks(delivery), FORMS[0]), sender.secret, NOW);
      for (const text of [sender.secret, ...privateTexts(delivery, sender)]) expect(log).not.toContain(text);
      expect(log).not.toContain('mark-in-a-');
    }
  });
});
