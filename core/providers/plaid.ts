import { createHash } from 'node:crypto';
import { joined } from '../field.ts';
import { jwtScheme } from '../signatures/jwt-scheme.ts';
import { plaidKey } from '../signatures/plaid-key.ts';
import { credentialsKey, publicKey } from '../signatures/public-key.ts';
import type { Provider } from './provider.ts';

export const plaid: Provider<'environment'> = {
  id: 'plaid',
  name: 'Plaid',
  scheme: jwtScheme({
    summary: "with the body's SHA-256",
    header: 'Plaid-Verification',
    algorithm: 'ES256',
    tolerance: 300,
    binds: ({ request_body_sha256: digest }, { body }) => digest === sha256(body),
    claims: ({ body }, { seconds }) => ({ iat: seconds, request_body_sha256: sha256(body) }),
    // The credentials are what a key is asked for with; a public key in their place is pinned, and nothing asked for.
    key: (secret) => publicKey(secret, 'ES256') ?? credentialsKey(secret),
    published: async (token, [credentials], context) => (credentials ? plaidKey(token, credentials, context) : []),
  }),
  settings: {
    environment: {
      says: 'the environment that it sends from',
      form: /^(?:production|sandbox)$/,
      example: 'production',
    },
  },
  content: 'json',
  event: {
    type: joined('webhook_type', 'webhook_code'),
    subject: 'body.item_id',
  },
  deadline: 10,
  docs: 'https://plaid.com/docs/api/webhooks/webhook-verification/',
};

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
