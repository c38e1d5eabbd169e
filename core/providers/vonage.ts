import { createHash } from 'node:crypto';
import { at } from '../field.ts';
import { jwtClaims } from '../signatures/jwt.ts';
import { jwtScheme } from '../signatures/jwt-scheme.ts';
import type { Provider } from './provider.ts';

export const vonage: Provider = {
  id: 'vonage',
  name: 'Vonage',
  scheme: jwtScheme({
    summary: "with the body's SHA-256",
    header: 'Authorization',
    prefix: 'Bearer ',
    algorithm: 'HS256',
    tolerance: 300,
    binds: ({ payload_hash: hash }, { body }) => hash === sha256(body),
    claims: ({ body }, { seconds, id }) => ({ iss: 'Vonage', iat: seconds, jti: id, payload_hash: sha256(body) }),
  }),
  content: 'json',
  event: {
    // A message has one id for all that becomes of it, a token one of its own.
    id: ({ headers }) => jtiOf(headers.authorization),
    type: ['body.status', ({ json }) => (at(json, 'message_type') === undefined ? undefined : 'inbound')],
    time: 'body.timestamp',
    subject: ['body.message_uuid', 'body.uuid'],
  },
  docs: 'https://developer.vonage.com/en/getting-started/concepts/webhooks',
};

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function jtiOf(token: string | undefined): string | undefined {
  const jti = at(jwtClaims(token), 'jti');
  return typeof jti === 'string' ? jti : undefined;
}
