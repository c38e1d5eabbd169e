import { createSecretKey } from 'node:crypto';
import type { Key } from './scheme.ts';

/** How the text of a secret becomes the bytes of its key. */
export type SecretEncoding = 'text' | 'base64' | 'hex';

/** NIST SP 800-107 asks for 112 bits and more; an empty or truncated secret must never verify anything. */
export const SHORTEST_KEY_BYTES = 16;

const WELL_FORMED: Record<SecretEncoding, RegExp> = {
  text: /^/,
  base64: /^[A-Za-z0-9+/]+={0,2}$/,
  hex: /^(?:[0-9a-fA-F]{2})+$/,
};

/**
 * The key in a secret's text, or `undefined` when the text is not in that encoding or holds under 16 bytes, white space
 * at its ends not counted.
 */
export function secretKey(secret: string, encoding: SecretEncoding = 'text'): Key | undefined {
  if (!WELL_FORMED[encoding].test(secret) || Buffer.byteLength(secret.trim()) < SHORTEST_KEY_BYTES) return undefined;
  const bytes = Buffer.from(secret, encoding === 'text' ? 'utf8' : encoding);
  return bytes.length < SHORTEST_KEY_BYTES ? undefined : createSecretKey(bytes);
}
