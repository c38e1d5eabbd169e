import { otherThanSecret } from './doctor/not-a-signing-secret.ts';
import type { Scheme } from './signatures/scheme.ts';
import { SHORTEST_KEY_BYTES } from './signatures/secret-key.ts';

/** What has to be known of a sender to judge a text that is meant to be its secret. */
export interface SecretForm {
  /** What people call the sender. */
  readonly name: string;
  readonly scheme: Scheme;
  /** What each of its secrets begins with. @default - anything */
  readonly begins?: string | undefined;
}

/** What may have got around a text on its way, and what it is called. */
const WRAPPINGS: readonly (readonly [says: string, unwrap: (text: string) => string])[] = [
  ['quotes around it', (text) => text.replace(/^(["'`“‘])(.*)["'`”’]$/s, '$2')],
  ['white space in it', (text) => text.replace(/\s+/g, '')],
  ['a name before it', (text) => text.replace(/^[\w.-]+\s*[=:]\s*/, '')],
  ['brackets around it', (text) => text.replace(/^[<[{(]+(.*?)[>\]})]+$/s, '$1')],
];

/**
 * Why a text cannot be the secret of such a sender, as the end of a sentence that says "the text"; `undefined` when it
 * can. The text itself is never in it.
 */
export function secretProblem(text: string, { name, scheme, begins = '' }: SecretForm): string | undefined {
  if (text.trim() === '') return 'is empty';
  // Public keys come as PEM, and senders that hand over their secret may hand over a token.
  const other = scheme.hmac ? otherThanSecret(text) : undefined;
  if (other) return `is ${other}, and ${name} does not sign with that`;
  if (scheme.key(text) && text.startsWith(begins)) return wrapping(text, scheme, begins);
  return (
    wrapping(text, scheme, begins) ??
    (begins && !text.startsWith(begins) ? `does not begin with ${begins}, as each of ${name} does` : undefined) ??
    formProblem(text, { name, scheme })
  );
}

/** A sender may have quotes in its secret, but hardly around it. */
function wrapping(text: string, scheme: Scheme, begins: string): string | undefined {
  const isGood = (bare: string) => scheme.key(bare) !== undefined && bare.startsWith(begins);
  const isBadNow = !isGood(text);
  const found = WRAPPINGS.find(([says, unwrap]) => {
    const bare = unwrap(text);
    return bare !== text && isGood(bare) && (isBadNow || says.startsWith('quotes'));
  });
  return found && `has ${found[0]}: give the bare text`;
}

function formProblem(text: string, { name, scheme }: SecretForm): string {
  if (/^-----BEGIN .*PRIVATE KEY-----/.test(text))
    return `is a private key: ${name} keeps that, and gives out the public one`;
  if (scheme.generate) return `is no public key that ${name} could have: a PEM document, or the base64 inside it`;
  const bytes = Buffer.byteLength(text.trim());
  if (bytes < SHORTEST_KEY_BYTES) return `has ${bytes} bytes; at least ${SHORTEST_KEY_BYTES} are needed`;
  const encoding = scheme.hmac?.secret;
  if (encoding === 'base64' || encoding === 'hex')
    return `is not ${encoding} of at least ${SHORTEST_KEY_BYTES} bytes, as the secrets of ${name} are`;
  return `is not of the form that the secrets of ${name} have (${scheme.summary})`;
}
