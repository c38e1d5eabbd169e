import { parseJson } from '../content.ts';
import { at } from '../field.ts';
import { jwkKey, type KeyAlgorithm } from './public-key.ts';
import type { Key, VerifyContext } from './scheme.ts';

/** No provider publishes more keys at once. */
const MOST_KEYS = 20;

/**
 * The keys of this algorithm in a provider's JWKS, of the one that has the `kid` when a `kid` is asked for. None without a
 * way to load it, or when there is no such document.
 * @param url - fixed or checked: it must be the provider's
 * @throws {Error} when the document is no JWKS, which is no fault of the request's
 */
export async function loadJwks(
  url: string,
  { load }: VerifyContext,
  algorithm: KeyAlgorithm,
  kid?: string,
): Promise<readonly Key[]> {
  const document = await load?.({ url });
  if (document?.status !== 200) return [];
  const keys = at(parseJson(document.text), 'keys');
  if (!Array.isArray(keys)) throw new Error(`${url} answered something else than a JWKS`);
  return keys
    .slice(0, MOST_KEYS)
    .filter((jwk: unknown) => kid === undefined || at(jwk, 'kid') === kid)
    .map((jwk: unknown) => jwkKey(jwk, algorithm))
    .filter((key) => key !== undefined);
}
