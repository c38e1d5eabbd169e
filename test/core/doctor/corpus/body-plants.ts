import type { Delivery } from '../../../../core/delivery.ts';
import type { Plant, Transit } from './plant.ts';
import { NOW, type SenderRow, signed, unsigned } from './sender-row.ts';
import { writeAsPython } from './writers.ts';

const isJson = ({ headers }: Delivery) => headers['content-type']?.includes('json') === true;

/** A body that comes out different, or `undefined` when this sender's does not. */
const body =
  (change: (body: Buffer, delivery: Delivery) => Buffer | string | undefined): Transit =>
  (delivery) => {
    const changed = change(delivery.body, delivery);
    return changed === undefined ? undefined : { ...delivery, body: Buffer.from(changed) };
  };
const json = (write: (value: unknown) => string): Transit =>
  body((bytes, delivery) => (isJson(delivery) ? write(JSON.parse(bytes.toString())) : undefined));

/** Mistakes with bodies. */
export const BODY_PLANTS: readonly Plant[] = [
  { name: 'JSON.parse and JSON.stringify', is: 'body-reserialised', transit: json((value) => JSON.stringify(value)) },
  { name: 'json.loads and json.dumps', is: 'body-reserialised', transit: json(writeAsPython) },
  {
    name: 'laid out for people',
    is: 'body-reserialised',
    transit: json((value) => `${JSON.stringify(value, null, 4)}\n`),
  },
  {
    name: 'keys in another order',
    is: 'body-reserialised',
    // Only a sender that sorts its keys lets anybody find its order again.
    transit: (delivery, row) =>
      row.writes({ b: 1, a: 1 }).indexOf('a') < row.writes({ b: 1, a: 1 }).indexOf('b')
        ? json((value) => JSON.stringify(Object.fromEntries(Object.entries(Object(value)).reverse())))(delivery, row)
        : undefined,
  },
  { name: 'still in base64', is: 'body-base64', transit: body((bytes) => bytes.toString('base64')) },
  {
    name: 'UTF-8 read as ISO 8859-1',
    is: 'body-transcoded',
    transit: body((bytes) => Buffer.from(bytes.toString('latin1'))),
  },
  {
    name: 'LF made CR LF',
    is: 'body-line-ends',
    transit: body((bytes) =>
      bytes.toString('latin1').includes('\n')
        ? Buffer.from(bytes.toString('latin1').split('\n').join('\r\n'), 'latin1')
        : undefined,
    ),
  },
  {
    name: 'a newline added at the end',
    is: 'body-end-white-space',
    transit: body((bytes) => Buffer.concat([bytes, Buffer.from('\n')])),
  },
  {
    name: 'the newline at the end cut off',
    is: 'body-end-white-space',
    unsigned: (delivery) => ({ ...delivery, body: Buffer.concat([delivery.body, Buffer.from('\n')]) }),
    transit: body((bytes) => bytes.subarray(0, -1)),
  },
  {
    name: 'a byte order mark before it',
    is: 'body-bom',
    transit: body((bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes])),
  },
  { name: 'the last byte missing', is: 'body-truncated', transit: body((bytes) => bytes.subarray(0, -1)) },
  {
    name: 'cut in the middle, its length announced',
    is: 'body-truncated',
    transit: (delivery) =>
      isJson(delivery)
        ? {
            ...delivery,
            headers: { ...delivery.headers, 'content-length': String(delivery.body.length) },
            body: delivery.body.subarray(0, delivery.body.length >> 1),
          }
        : undefined,
  },
  {
    name: 'one bit flipped',
    is: 'body-corrupted',
    transit: body((bytes) => {
      const at = Math.floor(bytes.length * 0.6);
      return Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 4 : byte)));
    }),
  },
  {
    name: 'one byte replaced',
    is: 'body-corrupted',
    transit: body((bytes) => {
      const at = Math.floor(bytes.length * 0.3);
      return Buffer.from(bytes.map((byte, index) => (index === at ? (byte === 0x7e ? 0x23 : 0x7e) : byte)));
    }),
  },
  { name: 'sent twice in one body', is: 'body-doubled', transit: body((bytes) => Buffer.concat([bytes, bytes])) },
  { name: 'put into a JSON string', is: 'body-wrapped', transit: body((bytes) => JSON.stringify(bytes.toString())) },
  {
    name: 'escaped for HTML',
    is: 'body-escaped',
    transit: body((bytes) => bytes.toString().replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')),
  },
  {
    name: "with another request's headers",
    is: 'body-of-another-request',
    transit: (delivery, row) => ({ ...delivery, body: second(row).body }),
    // What the other one was refused for is that it came with this one's.
    others: (row) => [{ ...second(row), body: signed(row, unsigned(row), row.secret).body }],
  },
  {
    name: 'its form written anew',
    is: 'body-form-rewritten',
    transit: body((bytes, { headers }) => {
      if (!headers['content-type']?.includes('form')) return undefined;
      const fields = [...new URLSearchParams(bytes.toString())];
      return fields.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
    }),
  },
];

const second = (row: SenderRow) => signed(row, unsigned(row, 'n2'), row.secret, NOW);
