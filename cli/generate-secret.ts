import { randomBytes } from 'node:crypto';
import type { Scheme } from '../core/signatures/scheme.ts';

/** A random secret of a form that the scheme takes. Without a scheme, most would take it. */
export function generateSecret(scheme: Scheme | undefined): string {
  const bytes = randomBytes(32);
  const [base64, hex] = [bytes.toString('base64'), bytes.toString('hex')];
  const forms = [`whsec_${base64}`, hex, base64, `local:${hex}`];
  return forms.find((secret) => !scheme || scheme.key(secret) !== undefined) ?? hex;
}
