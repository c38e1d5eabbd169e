import { at } from '../field.ts';
import { jwtScheme } from '../signatures/jwt-scheme.ts';
import type { Provider } from './provider.ts';

export const monday: Provider = {
  id: 'monday',
  name: 'Monday',
  scheme: jwtScheme({
    summary: 'for the address, which says nothing of the body',
    header: 'Authorization',
    algorithm: 'HS256',
    required: ['exp'],
    binds: ({ aud }, { url }) => aud === url,
    claims: ({ url }, { seconds }) => ({ accountId: 1, userId: 1, aud: url, exp: seconds + 300, iat: seconds }),
  }),
  content: 'json',
  event: { id: 'body.event.triggerUuid', type: 'body.event.type', time: 'body.event.triggerTime' },
  handshake: ({ json }) => {
    const challenge = at(json, 'challenge');
    if (typeof challenge !== 'string' || at(json, 'event') !== undefined) return undefined;
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ challenge }) };
  },
  docs: 'https://developer.monday.com/apps/docs/integration-authorization',
};
