import { createPrivateKey, sign } from 'node:crypto';

/** GitHub takes a token for ten minutes at most, and clocks differ. */
const VALID_SECONDS = 540;
const CLOCK_SECONDS = 60;

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * What a GitHub App shows to be itself: a token that it signs with its private key.
 * https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 * @param app - its id or client id
 * @param privateKey - PEM
 * @param now - milliseconds since 1970
 * @throws {Error} when the text is no private key
 */
export function appToken(app: string, privateKey: string, now: number): string {
  const seconds = Math.floor(now / 1000);
  const claims = { iat: seconds - CLOCK_SECONDS, exp: seconds + VALID_SECONDS, iss: app };
  const text = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), keyOf(privateKey)).toString('base64url')}`;
}

function keyOf(privateKey: string) {
  try {
    return createPrivateKey(privateKey);
  } catch {
    // OpenSSL's own words could quote the key.
    throw new Error("the App's credential is not the text of its private key (-----BEGIN … PRIVATE KEY-----)");
  }
}
