import { createHash } from 'node:crypto';
import { at } from '../field.ts';
import { jwtClaims } from '../signatures/jwt.ts';
import { jwtScheme } from '../signatures/jwt-scheme.ts';
import type { Provider } from './provider.ts';

export const messagebird: Provider = {
  id: 'messagebird',
  name: 'MessageBird',
  scheme: jwtScheme({
    summary: 'with the SHA-256 of the URL and of the body',
    header: 'MessageBird-Signature-JWT',
    algorithm: 'HS256',
    required: ['exp', 'jti'],
    binds: ({ iss, url_hash, payload_hash }, { url, body }) =>
      iss === 'MessageBird' && url_hash === sha256(url) && (payload_hash ?? sha256('')) === sha256(body),
    claims: ({ url, body }, { seconds, id = 'local' }) => ({
      iss: 'MessageBird',
      iat: seconds,
      nbf: seconds,
      exp: seconds + 60,
      jti: id,
      url_hash: sha256(url),
      ...(body.length > 0 && { payload_hash: sha256(body) }),
    }),
  }),
  event: {
    id: ({ headers }) => jtiOf(headers['messagebird-signature-jwt']),
    type: ['body.type', 'body.status', 'query.status'],
  },
  docs: 'https://developers.messagebird.com/api/#verifying-http-requests',
};

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

function jtiOf(token: string | undefined): string | undefined {
  const jti = at(jwtClaims(token), 'jti');
  return typeof jti === 'string' ? jti : undefined;
}
