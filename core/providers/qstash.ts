import { createHash } from 'node:crypto';
import { jwtScheme } from '../signatures/jwt-scheme.ts';
import type { Provider } from './provider.ts';

export const qstash: Provider = {
  id: 'qstash',
  name: 'Upstash QStash',
  scheme: jwtScheme({
    summary: "with the body's SHA-256",
    header: 'Upstash-Signature',
    algorithm: 'HS256',
    required: ['exp'],
    binds: ({ iss, body: claimed }, { body }) =>
      iss === 'Upstash' && typeof claimed === 'string' && claimed.replace(/={1,2}$/, '') === digest(body),
    claims: ({ body, url }, { seconds, id }) => ({
      iss: 'Upstash',
      sub: url,
      iat: seconds,
      nbf: seconds,
      exp: seconds + 300,
      jti: id,
      body: digest(body),
    }),
  }),
  event: { id: 'header.Upstash-Message-Id' },
  docs: 'https://upstash.com/docs/qstash/howto/signature',
};

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url');
