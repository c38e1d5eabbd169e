import type { Delivery } from '../delivery.ts';
import type { Settings } from '../settings.ts';
import type { Scheme } from '../signatures/scheme.ts';

// Valid as text, hex and base64, and behind a user's name as basic authentication.
const DUMMIES = ['0123456789abcdef'.repeat(4), 'fedcba9876543210'.repeat(4)] as const;

/** What a scheme's sender adds to a request. */
export interface SenderHeaders {
  /** The headers in which two secrets differ. */
  readonly signature: readonly string[];
  /** The other ones, such as a timestamp's. */
  readonly others: readonly string[];
  /** A whole header value with a signature, as a pattern to go by. */
  readonly example: string;
}

/** Has a scheme sign a request with two made-up secrets, and sees what is added. `undefined` when it cannot sign so. */
export function senderHeaders(scheme: Scheme, delivery: Delivery, settings: Settings = {}): SenderHeaders | undefined {
  for (const dress of [(text: string) => text, (text: string) => `user:${text}`]) {
    try {
      const bare: Delivery = { ...delivery, headers: withoutSignatures(delivery.headers) };
      const [first, second] = DUMMIES.map((dummy) => {
        const secret = privateKeyOf(scheme, dummy) ?? dress(dummy);
        return scheme.sign(bare, secret, { now: 1_700_000_000_000, id: 'msg_dummy', settings }).headers;
      });
      const added = Object.keys(first ?? {}).filter((name) => bare.headers[name] !== first?.[name]);
      const signature = added.filter((name) => first?.[name] !== second?.[name]);
      const example = first?.[signature[0] ?? ''] ?? '';
      return { signature, others: added.filter((name) => !signature.includes(name)), example };
    } catch {
      // The next secret may be of the form that the scheme asks for.
    }
  }
  return undefined;
}

const pairs = new WeakMap<Scheme, Map<string, string>>();

/** Making a pair of RSA keys takes up to a second: one for each dummy has to do. */
function privateKeyOf(scheme: Scheme, dummy: string): string | undefined {
  const known = pairs.get(scheme) ?? new Map<string, string>();
  const key = known.get(dummy) ?? scheme.generate?.().signWith;
  if (key !== undefined) pairs.set(scheme, known.set(dummy, key));
  return key;
}

/** Where the request has them already, nothing would look added. */
const withoutSignatures = (headers: Delivery['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name === 'content-type' || name === 'host'));
