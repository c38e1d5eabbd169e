import { createHash } from 'node:crypto';
import { jwtScheme } from '../signatures/jwt-scheme.ts';
import type { Provider } from './provider.ts';

export const livekit: Provider<'apiKey'> = {
  id: 'livekit',
  name: 'LiveKit',
  scheme: jwtScheme({
    summary: "with the body's SHA-256",
    header: 'Authorization',
    algorithm: 'HS256',
    required: ['exp'],
    // The same secret signs the tokens of people in a room: those are bound to no body.
    binds: ({ iss, sha256 }, { body }, { apiKey }) => apiKey !== undefined && iss === apiKey && sha256 === digest(body),
    claims: ({ body }, { seconds, settings }) => ({
      iss: settings?.apiKey,
      nbf: seconds,
      exp: seconds + 300,
      sha256: digest(body),
    }),
  }),
  settings: {
    apiKey: {
      says: 'the API key that the secret belongs to',
      form: /^[\x21-\x7e]{3,100}$/,
      example: 'APIabcdefghijkl',
    },
  },
  content: 'json',
  event: { id: 'body.id', type: 'body.event', time: 'body.createdAt', subject: 'body.room.name' },
  docs: 'https://docs.livekit.io/home/server/webhooks/',
};

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64');
