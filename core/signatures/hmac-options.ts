import { DIGEST_ENCODINGS, type DigestEncoding } from './decode-digest.ts';
import type { SecretEncoding } from './secret-key.ts';
import { TIME_UNITS, type TimeUnit } from './timestamp.ts';

/** Where a signed timestamp is found: in a header of its own, or in the signature's header behind a prefix. */
export type TimestampPlace = ({ readonly header: string } | { readonly prefix: string }) & {
  /** @default 's' */
  readonly unit?: TimeUnit;
};

/** Describes an HMAC over the request. Every value has the default that most senders use. */
export interface HmacOptions {
  /** The header that carries the signature. */
  readonly header: string;
  /** @default 'sha256' */
  readonly algorithm?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  /** @default 'hex' */
  readonly encoding?: DigestEncoding;
  /** Text before each signature, such as `sha256=`. Parts of the header without it are passed over. @default '' */
  readonly prefix?: string;
  /** What separates several signatures in the header, such as `,`. @default - the header is one signature */
  readonly separator?: string;
  /** What is signed: {body}, {timestamp}, {method}, {url}, {header.NAME} and literal text. @default '{body}' */
  readonly signed?: string;
  /** @default - the scheme signs no timestamp */
  readonly timestamp?: TimestampPlace;
  /** How old, or how far ahead, a signed timestamp may be, in seconds. @default 300 */
  readonly tolerance?: number;
  /** How the text of the secret becomes the key. @default 'text' */
  readonly secret?: SecretEncoding;
}

/** What a description may say. */
export const HMAC_OPTIONS: readonly (keyof HmacOptions)[] = [
  'header',
  'algorithm',
  'encoding',
  'prefix',
  'separator',
  'signed',
  'timestamp',
  'tolerance',
  'secret',
];

/** How long the digests of each algorithm are. */
export const DIGEST_BYTES = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const;

const CHOICES = {
  algorithm: Object.keys(DIGEST_BYTES),
  encoding: DIGEST_ENCODINGS,
  secret: ['text', 'base64', 'hex'],
} as const;

/**
 * What is wrong with a description, or `undefined`. The type check says most of it too, but a configuration also runs
 * unchecked, and here a mistake could mean that nothing is checked, or that nothing is ever accepted.
 */
export function hmacProblem(options: HmacOptions): string | undefined {
  const { header, signed = '{body}', timestamp, separator, tolerance = 1 } = options;
  const problems: readonly (readonly [wrong: boolean, problem: string])[] = [
    [typeof header !== 'string' || header === '', `"header" is ${JSON.stringify(header)}; it has to name a header`],
    ...Object.entries(CHOICES).map(([name, allowed]) => choiceProblem(name, Reflect.get(options, name), allowed)),
    choiceProblem('timestamp.unit', timestamp?.unit, TIME_UNITS),
    [
      !(Number.isFinite(tolerance) && tolerance > 0),
      `"tolerance" is ${JSON.stringify(tolerance)}; allowed: seconds from 1`,
    ],
    [!signed.includes('{body}'), `"signed" is "${signed}", which leaves the body unsigned: put {body} into it`],
    [
      signed.includes('{timestamp}') !== (timestamp !== undefined),
      '"timestamp" and the {timestamp} in "signed" go together: the one says where it is, the other that it is signed',
    ],
    [
      timestamp !== undefined && 'prefix' in timestamp && !separator,
      '"timestamp.prefix" needs a "separator": it says how timestamp and signature share the header',
    ],
  ];
  return problems.find(([wrong]) => wrong)?.[1];
}

const choiceProblem = (name: string, value: unknown, allowed: readonly string[]): readonly [boolean, string] => [
  value !== undefined && !allowed.some((choice) => choice === value),
  `"${name}" is ${JSON.stringify(value)}; allowed: ${allowed.join(', ')}`,
];
