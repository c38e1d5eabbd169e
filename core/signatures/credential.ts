import { createHash, timingSafeEqual } from 'node:crypto';
import { refused } from '../verdict.ts';
import type { Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';
import type { SecretPlace } from './secret-place.ts';

/**
 * Senders that sign nothing and hand over the secret itself. The body is only as trustworthy as the connection.
 * @param places - where the sender can put it, the usual place first; in one of them it has to be
 */
export function credentialScheme(...places: readonly [SecretPlace, ...SecretPlace[]]): Scheme {
  const placeFor = (secret: string) => places.find(({ fits }) => fits(secret));
  return {
    summary: `the secret itself, ${places.map(({ says }) => says).join(', or ')}`,
    key: (secret) => (placeFor(secret) ? secretKey(secret) : undefined),
    verify(delivery, keys) {
      const found = places.map(({ read }) => read(delivery));
      const given = found.filter((each) => typeof each !== 'string').map(digest);
      if (given.length === 0)
        return refused(found.includes('malformed-signature') ? 'malformed-signature' : 'missing-signature');
      const key = keys.findIndex((candidate) => {
        const secret = digest(candidate.export());
        return given.some((each) => timingSafeEqual(each, secret));
      });
      return key === -1 ? refused('wrong-signature') : { ok: true, key };
    },
    sign: (delivery, secret) => (placeFor(secret) ?? places[0]).write(delivery, secret),
  };
}

// Digests have one length, so that the comparison tells nothing about the length of the secret.
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
