import { createHash, timingSafeEqual } from 'node:crypto';
import { refused } from '../verdict.ts';
import type { Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';

export interface CredentialOptions {
  readonly summary: string;
  /** The header that carries the credential. */
  readonly header: string;
  /** The credential in the header's value, or `undefined` when the value is not of the form that the scheme asks for. */
  readonly read: (value: string) => string | Buffer | undefined;
  /** The header's value by which a sender hands over the secret. */
  readonly write: (secret: string) => string;
  /** Whether a secret can be such a credential at all. @default - every secret can */
  readonly fits?: (secret: string) => boolean;
}

/** Senders that sign nothing and hand over the secret itself. The body is only as trustworthy as the connection. */
export function credentialScheme({ summary, header, read, write, fits }: CredentialOptions): Scheme {
  if (!header) throw new Error(`"header" is ${JSON.stringify(header)}; it has to name a header`);
  const name = header.toLowerCase();
  return {
    summary,
    key: (secret) => (fits?.(secret) === false ? undefined : secretKey(secret)),
    verify({ headers }, keys) {
      const value = headers[name];
      if (!value) return refused('missing-signature');
      const credential = read(value);
      if (credential === undefined) return refused('malformed-signature');
      const given = digest(credential);
      const key = keys.findIndex((candidate) => timingSafeEqual(digest(candidate.export()), given));
      return key === -1 ? refused('wrong-signature') : { ok: true, key };
    },
    sign: (delivery, secret) => ({ ...delivery, headers: { ...delivery.headers, [name]: write(secret) } }),
  };
}

// Digests have one length, so that the comparison tells nothing about the length of the secret.
const digest = (text: string | Buffer) => createHash('sha256').update(text).digest();
