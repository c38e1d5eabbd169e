import { randomBytes } from 'node:crypto';
import type { Scheme } from '../../core/signatures/scheme.ts';

/**
 * The value of a secret: a random one of a form that the scheme takes; for senders that sign with a private key, the
 * public one, and the private one for those who play the sender. Without a scheme, most would take it.
 */
export function generateSecret(scheme: Scheme | undefined): string {
  const pair = scheme?.generate?.();
  if (pair) return JSON.stringify({ secrets: [pair.secret], signWith: pair.signWith });
  const bytes = randomBytes(32);
  const [base64, hex] = [bytes.toString('base64'), bytes.toString('hex')];
  const forms = [`whsec_${base64}`, hex, base64, `local:${hex}`];
  return forms.find((secret) => !scheme || scheme.key(secret) !== undefined) ?? hex;
}
