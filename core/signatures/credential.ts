import { createHash, timingSafeEqual } from 'node:crypto';
import type { Delivery } from '../delivery.ts';
import { refused } from '../verdict.ts';
import type { Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';

export interface CredentialOptions {
  readonly summary: string;
  /** The credential in the delivery: absent, there but not of the form the scheme asks for, or its text. */
  readonly read: (headers: Delivery['headers']) => string | undefined | 'malformed';
  /** The headers with which a sender hands over the secret. */
  readonly write: (secret: string) => Readonly<Record<string, string>>;
}

/** Senders that sign nothing and hand over the secret itself. The body is only as trustworthy as the connection. */
export function credentialScheme({ summary, read, write }: CredentialOptions): Scheme {
  return {
    summary,
    key: (secret) => secretKey(secret),
    verify({ headers }, keys) {
      const credential = read(headers);
      if (credential === undefined) return refused('missing-signature');
      if (credential === 'malformed') return refused('malformed-signature');
      const given = digest(credential);
      const key = keys.findIndex((candidate) => timingSafeEqual(digest(candidate.export()), given));
      return key === -1 ? refused('wrong-signature') : { ok: true, key };
    },
    sign: (delivery, secret) => ({ ...delivery, headers: { ...delivery.headers, ...write(secret) } }),
  };
}

// Digests have one length, so that the comparison tells nothing about the length of the secret.
const digest = (text: string | Buffer) => createHash('sha256').update(text).digest();
