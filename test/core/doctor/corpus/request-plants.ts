import type { Delivery } from '../../../../core/delivery.ts';
import { providers } from '../../../../core/providers/index.ts';
import { sourceOf } from '../../source-of.ts';
import { type Plant, stored, type Transit } from './plant.ts';
import { otherSecret } from './secret-plants.ts';
import { digestOf, NOW, type SenderRow, signed } from './sender-row.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Has the value of a header changed. */
const header =
  (change: (value: string, row: SenderRow) => string): Transit =>
  (delivery, row) => ({
    ...delivery,
    headers: { ...delivery.headers, [row.header]: change(delivery.headers[row.header] ?? '', row) },
  });

const timed = (name: string, is: string, takes: number): Plant => ({
  name,
  is,
  takes,
  unsigned: (delivery, { timeUnit }) => (timeUnit ? delivery : undefined),
});

const url = (name: string, change: (url: string) => string): Plant => ({
  name,
  is: 'wrong-url',
  // Of these only Twilio signs the URL.
  unsigned: (delivery, row) =>
    row.content && row.header === 'x-twilio-signature' ? { ...delivery, url: change(delivery.url) } : undefined,
  transit: (delivery) => ({ ...delivery, url: 'https://hooks.example.com/webhooks/shop' }),
});

/** Mistakes with headers, URLs, clocks and ways of signing. */
export const REQUEST_PLANTS: readonly Plant[] = [
  {
    name: 'the signature dropped',
    is: 'header-missing',
    transit: (delivery, row) => ({
      ...delivery,
      headers: Object.fromEntries(Object.entries(delivery.headers).filter(([name]) => name !== row.header)),
    }),
  },
  {
    name: 'the signature under another name',
    is: 'header-renamed',
    transit: ({ headers, ...delivery }, row) => ({
      ...delivery,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name === row.header ? `x-original-${name}` : name, value]),
      ),
    }),
  },
  {
    name: 'underscores in the names of headers',
    is: 'header-renamed',
    transit: ({ headers, ...delivery }, row) =>
      row.header.includes('-')
        ? {
            ...delivery,
            headers: Object.fromEntries(
              Object.entries(headers).map(([name, value]) => [
                name === 'content-type' ? name : name.replaceAll('-', '_'),
                value,
              ]),
            ),
          }
        : undefined,
  },
  { name: 'the signature in quotes', is: 'header-rewritten', transit: header((value) => `"${value}"`) },
  {
    name: 'the prefix of the signature lost',
    is: 'header-rewritten',
    transit: (delivery, row) =>
      row.prefix ? header((value) => value.replace(row.prefix, ''))(delivery, row) : undefined,
  },
  {
    name: 'the signature escaped for a URL',
    is: 'header-rewritten',
    transit: header((value) => encodeURIComponent(value)),
  },
  {
    name: 'the last character of the signature lost',
    is: 'header-corrupted',
    transit: header((value) => value.replace(/[^=](=*)$/, '$1')),
  },
  {
    name: 'sent to the wrong source',
    is: 'sent-to-wrong-source',
    secrets: (row) => ({
      versions: [
        stored(otherSecret(row)),
        { source: 'elsewhere', stage: 'current', value: 'a secret that elsewhere has alone' },
      ],
      signWith: row.secret,
      sources: [sourceOf(providers.sentry, { name: 'elsewhere' })],
    }),
    sign: (delivery) => providers.sentry.scheme.sign(delivery, 'a secret that elsewhere has alone', { now: NOW }),
  },
  {
    name: 'signed with SHA-512',
    is: 'wrong-algorithm',
    transit: (delivery, row) => rewritten(delivery, row, digestOf(row, delivery, 'sha512')?.toString(row.encoding)),
  },
  {
    name: 'signature in the other encoding',
    is: 'wrong-encoding',
    transit: (delivery, row) =>
      rewritten(delivery, row, digestOf(row, delivery)?.toString(row.encoding === 'hex' ? 'base64' : 'hex')),
  },
  {
    name: 'its time in milliseconds',
    is: 'wrong-time-unit',
    sign: (delivery, row) =>
      row.timeUnit === 's' ? inMilliseconds(signed(row, delivery, row.secret), row) : undefined,
  },
  timed('the clock 20 minutes ahead', 'clock-ahead', -20 * MINUTE),
  timed('local time two hours east taken for UTC', 'clock-ahead', -2 * HOUR),
  timed('replayed after two days', 'stale', 48 * HOUR),
  timed('held up for 26 minutes', 'stale', 26 * MINUTE),
  url('http in place of https', (address) => address.replace('https:', 'http:')),
  url(
    'the API by its own host and stage',
    () => 'https://a1b2c3.execute-api.eu-central-1.amazonaws.com/prod/webhooks/shop',
  ),
  url('a slash at the end', (address) => `${address}/`),
  url('a path in front', (address) => address.replace('/webhooks', '/v1/webhooks')),
];

/** The same header around another digest, where the row says what is signed. */
function rewritten(delivery: Delivery, row: SenderRow, text: string | undefined) {
  const own = digestOf(row, delivery)?.toString(row.encoding);
  const value = delivery.headers[row.header] ?? '';
  if (text === undefined || own === undefined || !value.includes(own)) return undefined;
  return { ...delivery, headers: { ...delivery.headers, [row.header]: value.replace(own, text) } };
}

/** Signs once more over the time in milliseconds. */
function inMilliseconds(delivery: Delivery, row: SenderRow) {
  const own = digestOf(row, delivery)?.toString(row.encoding) ?? '';
  const seconds = String(Math.floor(NOW / 1000));
  const replaced = {
    ...delivery,
    headers: Object.fromEntries(
      Object.entries(delivery.headers).map(([name, value]) => [name, value.replace(seconds, String(NOW))]),
    ),
  };
  const other = digestOf(row, replaced)?.toString(row.encoding) ?? '';
  const value = replaced.headers[row.header] ?? '';
  return { ...replaced, headers: { ...replaced.headers, [row.header]: value.replace(own, other) } };
}
