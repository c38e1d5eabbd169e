import type { Content } from '../content.ts';
import { parseJson } from '../content.ts';
import { at } from '../field.ts';
import { jwtClaims } from '../signatures/jwt.ts';
import { jwtScheme } from '../signatures/jwt-scheme.ts';
import { publicKey } from '../signatures/public-key.ts';
import type { Provider } from './provider.ts';

export const wix: Provider = {
  id: 'wix',
  name: 'Wix',
  scheme: jwtScheme({
    summary: 'of the event itself',
    algorithm: 'RS256',
    binds: ({ data }) => typeof data === 'string',
    claims: ({ body }, { seconds }) => ({ ...claimsIn(body.toString()), iat: seconds, exp: seconds + 3600 }),
    // The dashboard shows PEM, which some wrap in base64 once more to keep it on one line.
    key: (secret) => publicKey(secret, 'RS256') ?? publicKey(Buffer.from(secret, 'base64').toString(), 'RS256'),
  }),
  event: {
    type: (content) => textOf(content, 'eventType'),
    subject: (content) => textOf(content, 'instanceId'),
  },
  docs: 'https://www.npmjs.com/package/@wix/sdk',
};

function claimsIn(text: string): object {
  const claims = jwtClaims(text);
  return typeof claims === 'object' && claims !== null ? claims : { data: text };
}

/** What happened is JSON in a claim of the token. */
function textOf({ text }: Content, path: string): string | undefined {
  const data = at(jwtClaims(text), 'data');
  const value = at(parseJson(typeof data === 'string' ? data : ''), path);
  return typeof value === 'string' ? value : undefined;
}
