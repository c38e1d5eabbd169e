import { randomBytes } from 'node:crypto';
import type { Scheme } from '../core/signatures/scheme.ts';

/** A random secret of a form that the scheme takes. Without a scheme, most would take it. */
export function generateSecret(scheme: Scheme | undefined): string {
  const bytes = randomBytes(32);
  const forms = [`whsec_${bytes.toString('base64')}`, bytes.toString('hex'), bytes.toString('base64')];
  return forms.find((secret) => !scheme || scheme.key(secret) !== undefined) ?? bytes.toString('hex');
}
