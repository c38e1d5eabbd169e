import { decodeUtf8, parseJson } from '../content.ts';
import { providers } from '../providers/index.ts';
import type { RefusalCause } from '../verdict.ts';
import type { Finding } from './diagnosis.ts';
import { openBrackets } from './mistakes/body-search.ts';
import { lookalikes, wantedHeaders } from './mistakes/header-name.ts';
import { otherThanSecret } from './not-a-signing-secret.ts';
import type { Patient } from './patient.ts';
import { senderHeaders } from './sender-headers.ts';

const MALFORMED: readonly RefusalCause[] = [
  'malformed-signature',
  'malformed-timestamp',
  'missing-timestamp',
  'body-not-signed',
];

interface Guess {
  readonly id: string;
  /** What it would mean, and what suggests it; `undefined` when nothing does. */
  readonly suspect: (patient: Patient, cause: RefusalCause | undefined) => string | undefined;
  readonly says: string;
  readonly mend: string | ((patient: Patient) => string);
}

const GUESSES: readonly Guess[] = [
  {
    id: 'malformed-signature',
    says: 'What the provider signs with is there, but not of the form that it sends.',
    suspect: ({ scheme }, cause) =>
      cause !== undefined && MALFORMED.includes(cause)
        ? `The verdict is ${cause}; the scheme is: ${scheme.summary}.`
        : undefined,
    mend: 'Compare the headers of the request with those in the documentation of the provider.',
  },
  {
    id: 'header-renamed',
    says: 'A header that belongs to the signature came under another name, and something else is wrong besides.',
    suspect: (patient) => {
      const missing = wantedHeaders(patient).filter((name) => !patient.delivery.headers[name]);
      const alike = missing.length > 0 ? lookalikes(patient) : [];
      return alike.length > 0 ? `There is no ${missing.join(', ')}, but ${alike.slice(0, 3).join(', ')}.` : undefined;
    },
    mend: 'Find what renames headers on the way and have it pass them on as they are.',
  },
  {
    id: 'other-provider',
    says: 'The request looks like that of another provider.',
    suspect: othersHeaders,
    mend: "Compare the endpoint's URL in that provider's settings with the source it names.",
  },
  {
    id: 'body-compressed',
    says: 'The body is compressed, and its signature is that of the body before.',
    suspect: ({ delivery: { headers, body } }) =>
      body.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) ||
      /gzip|deflate|br|zstd/.test(headers['content-encoding'] ?? '')
        ? 'It begins as gzip does, or its header Content-Encoding says so.'
        : undefined,
    mend: 'Have the proxy before this endpoint decompress nothing and compress nothing, or the sender not compress.',
  },
  {
    id: 'body-truncated',
    says: 'The end of the body did not arrive.',
    suspect: ({ delivery: { body } }) => {
      const text = decodeUtf8(body) ?? '';
      return parseJson(text) === undefined && (openBrackets(text)?.length ?? 0) > 0
        ? 'It begins as JSON and is never closed.'
        : undefined;
    },
    mend: 'Look for a size limit on the way, and ask the provider to send it again.',
  },
  {
    id: 'body-transcoded',
    says: 'Characters were lost when the body was changed to another encoding.',
    suspect: ({ delivery: { body } }) =>
      body.includes('\ufffd') || /\w\?{1,4}\w/.test(body.toString('latin1'))
        ? 'It holds replacement characters, or question marks in the middle of words.'
        : undefined,
    mend: 'Find what reads the body as text on its way and have it pass the bytes on.',
  },
  {
    id: 'body-length-changed',
    says: 'The body was changed on its way.',
    suspect: ({ delivery: { headers, body } }) =>
      headers['content-length'] !== undefined && Number(headers['content-length']) !== body.length
        ? `Its header announces ${Number(headers['content-length'])} bytes, and there are ${body.length}.`
        : undefined,
    mend: 'Find what parses or filters the body before it gets here and have it pass the bytes on.',
  },
  {
    id: 'api-key',
    says: 'One of the stored secrets is no signing secret.',
    suspect: ({ live }) => {
      const index = live.findIndex(({ trimmed }) => otherThanSecret(trimmed));
      return index === -1 ? undefined : `Entry ${index + 1} looks like ${otherThanSecret(live[index]?.trimmed ?? '')}.`;
    },
    mend: ({ source: { name } }) =>
      `Store the signing secret that the provider shows for this endpoint: breakwater secrets set ${name} --replace`,
  },
  {
    id: 'unknown-secret',
    says: 'It was signed with a secret that is not known here, or by somebody else.',
    suspect: ({ secrets }) =>
      `None of the ${secrets.length} secret values that could be read verifies it, in any form of the request that was tried.`,
    mend: ({ source: { name } }) =>
      `Copy the signing secret anew from the settings of this very endpoint at the provider (each endpoint and each mode has its own): breakwater secrets set ${name} --replace, and run: breakwater quarantine recheck. If it still fails, it may be somebody else's: look at where it came from.`,
  },
  {
    id: 'body-reserialised',
    says: 'The body was parsed and written again on its way, in a form that cannot be guessed.',
    suspect: ({ delivery: { body } }) =>
      parseJson(decodeUtf8(body) ?? '') === undefined
        ? undefined
        : 'It is JSON: the order of its keys and the form of its numbers do not survive being parsed.',
    mend: 'Find what parses the body before it gets here (a mapping template, a body parser) and have it pass the bytes on.',
  },
];

/** What may be wrong with a request about which nothing is certain, the likeliest first. */
export const guesses = (patient: Patient, cause: RefusalCause | undefined): Finding[] =>
  GUESSES.flatMap(({ id, says, mend, suspect }) => {
    const evidence = suspect(patient, cause);
    if (evidence === undefined) return [];
    const mending = typeof mend === 'string' ? mend : mend(patient);
    return [{ id, certain: false, proof: 'guess', says, evidence, mend: mending } as const];
  });

/** Names the providers whose signature headers are there, unless they are this provider's too. */
function othersHeaders({ source: { provider, settings }, scheme, delivery }: Patient): string | undefined {
  const own = senderHeaders(scheme, delivery, settings)?.signature ?? [];
  const bodiless = { ...delivery, body: Buffer.alloc(0) };
  const found = Object.values(providers).flatMap(({ id, name, scheme: other }) => {
    // A pair of keys for each of them would take seconds.
    if (id === provider.id || other.generate) return [];
    const header = senderHeaders(other, bodiless)?.signature.find(
      (each) => !own.includes(each) && each !== 'authorization' && delivery.headers[each],
    );
    return header ? [{ name, header }] : [];
  });
  const [first] = found;
  if (!first) return undefined;
  const names = found.filter(({ header }) => header === first.header).map(({ name }) => name);
  return `It carries ${first.header}, which ${names.slice(0, 4).join(', ')} ${names.length > 1 ? 'send' : 'sends'}.`;
}
