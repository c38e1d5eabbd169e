import { loadJwks } from '../signatures/jwks.ts';
import { publicKeyScheme } from '../signatures/public-key-scheme.ts';
import type { Provider } from './provider.ts';

const KEYS = 'https://api.turnkey.com/public/v1/discovery/webhooks/jwks';

export const turnkey: Provider = {
  id: 'turnkey',
  name: 'Turnkey',
  scheme: publicKeyScheme({
    header: 'X-Turnkey-Signature',
    algorithm: 'EdDSA',
    encoding: 'hex',
    timestamp: { header: 'X-Turnkey-Timestamp', unit: 'ms' },
    signed: 'v1.ed25519.{header.X-Turnkey-Signature-Key-Id}.{timestamp}.{header.X-Turnkey-Event-Id}.{body}',
    published: ({ headers }, context) => loadJwks(KEYS, context, 'EdDSA', headers['x-turnkey-signature-key-id'] ?? ''),
  }),
  content: 'json',
  event: { id: 'header.X-Turnkey-Event-Id' },
  docs: 'https://docs.turnkey.com/features/webhooks/verify-signatures',
};
