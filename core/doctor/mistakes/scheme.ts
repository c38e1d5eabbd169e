import { hmacScheme } from '../../signatures/hmac.ts';
import { type HmacOptions, hmacProblem } from '../../signatures/hmac-options.ts';
import type { Mistake, Patient, Undone } from '../patient.ts';

type Variant = readonly [detail: string, options: HmacOptions];

const ALGORITHMS = ['sha1', 'sha256', 'sha384', 'sha512'] as const;
const mend = ({ source: { name, provider } }: Patient) =>
  `Sign as ${provider.name} does (${provider.scheme.summary}), or describe the sender of "${name}" by hmac({ … }) in the configuration.`;

/** The sender signs by another algorithm. */
export const wrongAlgorithm: Mistake = {
  id: 'wrong-algorithm',
  says: 'The sender signs with another hash algorithm than this provider does',
  mend,
  undo: (patient) => variants(patient, (options) => otherAlgorithms(options)),
};

/** The sender writes its signature in another encoding. */
export const wrongEncoding: Mistake = {
  id: 'wrong-encoding',
  says: 'The sender writes its signature in another encoding than this provider does',
  mend,
  undo: (patient) => variants(patient, (options) => [otherEncoding(options)]),
};

/** The sender signs something else than the scheme says. */
export const wrongContent: Mistake = {
  id: 'wrong-signed-content',
  says: 'The sender signs other parts of the request than this provider does',
  mend,
  undo: (patient) => variants(patient, otherContents),
};

/** The sender writes its time in another unit. */
export const wrongTimeUnit: Mistake = {
  id: 'wrong-time-unit',
  says: 'The sender writes the signed time in another unit, such as milliseconds in place of seconds',
  mend,
  undo: (patient) =>
    variants(patient, (options) => {
      const { timestamp } = options;
      const units = ['s', 'ms', 'rfc3339'] as const;
      return timestamp
        ? units.map(
            (unit): Variant => [`with its time read as ${unit}`, { ...options, timestamp: { ...timestamp, unit } }],
          )
        : [];
    }),
};

function* variants(patient: Patient, make: (options: HmacOptions) => readonly Variant[]): Iterable<Undone> {
  const { hmac } = patient.scheme;
  if (!hmac) return;
  for (const [detail, options] of make(hmac)) {
    // What a description forbids for safety, such as a body that is not signed, is not tried either.
    if (!hmacProblem(options)) yield { scheme: hmacScheme(options), detail };
  }
}

function otherAlgorithms(options: HmacOptions): Variant[] {
  const { algorithm = 'sha256', prefix = '' } = options;
  return ALGORITHMS.filter((other) => other !== algorithm).flatMap((other) => {
    const prefixes = [...new Set([prefix, prefix.replace(algorithm, other)])];
    const plain = prefixes.map((each): HmacOptions => ({ ...options, algorithm: other, prefix: each }));
    return [...plain, ...plain.map((each) => otherEncoding(each)[1])].map(
      (each): Variant => [`by HMAC-${other.toUpperCase()}, ${each.encoding ?? 'hex'}`, each],
    );
  });
}

function otherEncoding(options: HmacOptions): Variant {
  const encoding = options.encoding === 'base64' ? 'hex' : 'base64';
  return [`with the signature written in ${encoding}`, { ...options, encoding }];
}

function otherContents(options: HmacOptions): Variant[] {
  const { timestamp, signed: own, ...rest } = options;
  const timed = [
    '{timestamp}.{body}',
    '{timestamp}{body}',
    '{timestamp}:{body}',
    'v0:{timestamp}:{body}',
    '{body}{timestamp}',
    '{body}.{timestamp}',
    '{timestamp}\n{body}',
    '{method}{url}{body}{timestamp}',
    '{timestamp}{method}{url}{body}',
  ];
  const plain = ['{body}', '{url}{body}', '{method}{url}{body}', '{body}\n', '{url}.{body}'];
  return [
    ...(timestamp ? timed : []).map(
      (signed): Variant => [`over "${signed}"`.replace('\n', '\\n'), { ...options, signed }],
    ),
    ...plain.map((signed): Variant => [`over "${signed}"`.replace('\n', '\\n'), { ...rest, signed }]),
  ].filter(([, { signed }]) => signed !== (own ?? '{body}'));
}
