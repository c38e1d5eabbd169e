import { at } from '../field.ts';
import { loadJwks } from '../signatures/jwks.ts';
import { jwtClaims } from '../signatures/jwt.ts';
import { jwtScheme } from '../signatures/jwt-scheme.ts';
import type { Provider } from './provider.ts';

export const kinde: Provider<'domain'> = {
  id: 'kinde',
  name: 'Kinde',
  scheme: jwtScheme({
    summary: 'of the event itself',
    algorithm: 'RS256',
    secretless: true,
    published: ({ header: { kid } }, _, context) => {
      const { domain } = context.settings ?? {};
      if (!domain || typeof kid !== 'string') return Promise.resolve([]);
      return loadJwks(`https://${domain}/.well-known/jwks.json`, context, 'RS256', kid);
    },
    // The same keys sign the tokens of people who sign in: those are no events.
    binds: ({ event_id: id, type }) => typeof id === 'string' && typeof type === 'string',
    claims: ({ body }) => claimsIn(body.toString()),
  }),
  settings: {
    domain: {
      says: 'the domain of the Kinde business, or its custom domain',
      form: /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}[a-z]{2,20}$/,
      example: 'acme.kinde.com',
    },
  },
  event: {
    id: ({ text }) => textOf(text, 'event_id'),
    type: ({ text }) => textOf(text, 'type'),
    time: ({ text }) => textOf(text, 'timestamp'),
    subject: ({ text }) => textOf(text, 'data.user.id') ?? textOf(text, 'data.organization.code'),
  },
  docs: 'https://docs.kinde.com/integrate/webhooks/add-manage-webhooks/',
};

function claimsIn(text: string): object {
  const claims = jwtClaims(text);
  return typeof claims === 'object' && claims !== null ? claims : { event_id: text, type: 'event' };
}

function textOf(token: string | undefined, path: string): string | undefined {
  const value = at(jwtClaims(token), path);
  return typeof value === 'string' ? value : undefined;
}
