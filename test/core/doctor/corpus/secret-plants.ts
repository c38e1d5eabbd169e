import { sourceOf } from '../../source-of.ts';
import { type Plant, SOURCE, stored } from './plant.ts';
import { NOW, type SenderRow } from './sender-row.ts';

/** Another secret of the same form. */
export const otherSecret = ({ key }: SenderRow, salt = 'Q'): string => {
  const text = `${salt}m1Zx8Vt3Lr6Jp0Ye4Wc7Ku2Na5Hd9Sf`;
  return key === 'text' ? text : `whsec_${Buffer.from(text).toString('base64')}`;
};

const differently = (
  name: string,
  is: string,
  store: (secret: string, row: SenderRow) => string | undefined,
): Plant => ({
  name,
  is,
  secrets: (row) => {
    const value = store(row.secret, row);
    return value === undefined ? undefined : { versions: [stored(value)], signWith: row.secret };
  },
});

/** Mistakes with secrets. */
export const SECRET_PLANTS: readonly Plant[] = [
  {
    name: 'rotated here, not at the provider',
    is: 'previous-version',
    secrets: (row) => ({
      versions: [stored(otherSecret(row)), { source: SOURCE, stage: 'previous', value: row.secret }],
      signWith: row.secret,
    }),
  },
  {
    name: 'the old entry has expired',
    is: 'expired-version',
    secrets: (row) => ({
      versions: [
        stored(
          JSON.stringify({
            secrets: [otherSecret(row), { value: row.secret, notAfter: new Date(NOW - 86_400_000).toISOString() }],
          }),
        ),
      ],
      signWith: row.secret,
    }),
  },
  {
    name: "another source's secret",
    is: 'other-source-secret',
    secrets: (row) => ({
      versions: [
        stored(otherSecret(row)),
        { source: 'unrelated', stage: 'current', value: otherSecret(row, 'R') },
        { source: 'shop-eu', stage: 'current', value: row.secret },
      ],
      sources: [sourceOf(row.provider, { name: 'shop-eu' }), sourceOf(row.provider, { name: 'unrelated' })],
      signWith: row.secret,
    }),
  },
  {
    name: 'test and live mixed up',
    is: 'test-live-mix-up',
    secrets: (row) => ({
      versions: [stored(otherSecret(row)), { source: 'shop-test', stage: 'current', value: row.secret }],
      sources: [sourceOf(row.provider, { name: 'shop-test' })],
      signWith: row.secret,
    }),
  },
  differently('stored in quotes', 'secret-wrapped', (secret) => `"${secret}"`),
  differently('stored as a line of a .env file', 'secret-wrapped', (secret) => `WEBHOOK_SECRET=${secret}\n`),
  differently('stored as key and value by the console', 'secret-wrapped', (secret) =>
    JSON.stringify({ signingSecret: secret }),
  ),
  differently(
    'stored with a line break in the middle',
    'secret-wrapped',
    (secret) => `${secret.slice(0, 20)}\n${secret.slice(20)}`,
  ),
  {
    name: 'typed with a newline at the provider',
    is: 'secret-wrapped-at-provider',
    secrets: (row) =>
      row.key === 'text' ? { versions: [stored(row.secret)], signWith: `${row.secret}\n` } : undefined,
  },
  differently('stored encoded in base64, as in Kubernetes', 'secret-encoding', (secret) =>
    Buffer.from(secret).toString('base64'),
  ),
  {
    name: 'the sender decodes the secret',
    is: 'secret-encoding',
    secrets: (row) =>
      row.key === 'text'
        ? { versions: [stored(Buffer.from(row.secret).toString('base64'))], signWith: row.secret }
        : { versions: [stored(Buffer.from(row.secret.slice(6), 'base64').toString())], signWith: row.secret },
  },
  differently('stored in hex', 'secret-encoding', (secret, { key }) =>
    key === 'text' ? Buffer.from(secret).toString('hex') : Buffer.from(secret.slice(6), 'base64').toString('hex'),
  ),
  differently('an API key', 'api-key', () => `sk_live_${'51Hc9yKq'.repeat(4)}`),
  differently('a token of GitHub', 'api-key', () => `ghp_${'x7Yz'.repeat(9)}`),
  differently(
    'one character mistyped',
    'secret-mistyped',
    (secret) => `${secret.slice(0, 12)}${secret[12] === 'a' ? 'b' : 'a'}${secret.slice(13)}`,
  ),
  differently('the last character not copied', 'secret-mistyped', (secret, { key }) =>
    key === 'text' ? secret.slice(0, -1) : undefined,
  ),
];
