import { parseJson } from '../content.ts';
import { at } from '../field.ts';
import type { Jwt } from './jwt.ts';
import { jwkKey } from './public-key.ts';
import type { Key, VerifyContext } from './scheme.ts';

/**
 * The key that a token of Plaid's names, from Plaid and with the credentials of the source, unless it has expired.
 * @throws {Error} when Plaid refuses the credentials
 */
export async function plaidKey(
  { header: { kid } }: Jwt,
  credentials: Key,
  context: VerifyContext,
): Promise<readonly Key[]> {
  const { load, now, settings } = context;
  if (!load || !settings?.environment || typeof kid !== 'string' || !/^[A-Za-z0-9-]{1,64}$/.test(kid)) return [];
  const [client_id, secret] = credentials.type === 'secret' ? credentials.export().toString().split(/:(.*)/s) : [];
  const url = `https://${settings.environment}.plaid.com/webhook_verification_key/get`;
  const headers = { 'content-type': 'application/json' };
  const { status, text } = await load({
    url,
    method: 'POST',
    headers,
    body: JSON.stringify({ client_id, secret, key_id: kid }),
  });
  const answer = parseJson(text);
  if (at(answer, 'error_code') === 'INVALID_API_KEYS') throw new Error('Plaid refuses the credentials in the secret');
  const expiredAt = at(answer, 'key.expired_at') ?? Number.POSITIVE_INFINITY;
  const isLive =
    status === 200 && at(answer, 'key.kid') === kid && typeof expiredAt === 'number' && now < expiredAt * 1000;
  const key = isLive ? jwkKey(at(answer, 'key'), 'ES256') : undefined;
  return key ? [key] : [];
}
