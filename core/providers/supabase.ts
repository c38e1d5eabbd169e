import { credentialScheme } from '../signatures/credential.ts';
import { asBearerToken, inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const supabase: Provider = {
  id: 'supabase',
  name: 'Supabase',
  scheme: credentialScheme(inHeader('X-Webhook-Secret'), asBearerToken),
  content: 'json',
  event: { type: 'body.type', subject: 'body.table' },
  // A row that is changed to and fro makes the same body twice, and nothing is sent again.
  repeats: true,
  docs: 'https://supabase.com/docs/guides/database/webhooks',
};
