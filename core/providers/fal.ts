import { createHash } from 'node:crypto';
import { loadJwks } from '../signatures/jwks.ts';
import { publicKeyScheme } from '../signatures/public-key-scheme.ts';
import type { Provider } from './provider.ts';

const REQUEST_ID = 'x-fal-webhook-request-id';
const USER_ID = 'x-fal-webhook-user-id';

export const fal: Provider = {
  id: 'fal',
  name: 'Fal',
  scheme: publicKeyScheme({
    header: 'X-Fal-Webhook-Signature',
    algorithm: 'EdDSA',
    encoding: 'hex',
    timestamp: { header: 'X-Fal-Webhook-Timestamp' },
    signed: {
      headers: [REQUEST_ID, USER_ID],
      partsOf: ({ headers: { [REQUEST_ID]: request, [USER_ID]: user }, body }, sentAt) =>
        // A line break in an id would move the borders of what is signed; no header can hold one.
        request && user ? [`${request}\n${user}\n${sentAt}\n`, sha256(body)] : undefined,
    },
    published: (_, context) => loadJwks('https://rest.alpha.fal.ai/.well-known/jwks.json', context, 'EdDSA'),
  }),
  content: 'json',
  event: { id: `header.${REQUEST_ID}`, type: 'body.status' },
  docs: 'https://docs.fal.ai/model-apis/model-endpoints/webhooks',
};

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
