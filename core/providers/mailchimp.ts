import { credentialScheme } from '../signatures/credential.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import { inQuery } from '../signatures/secret-place.ts';
import { signedOrCredential } from '../signatures/signed-or-credential.ts';
import type { Provider } from './provider.ts';

export const mailchimp: Provider = {
  id: 'mailchimp',
  name: 'Mailchimp',
  scheme: signedOrCredential({
    header: 'X-Mailchimp-Signature',
    signed: hmacScheme({
      header: 'X-Mailchimp-Signature',
      separator: ',',
      prefix: 'v1=',
      timestamp: { prefix: 't=' },
      signed: '{timestamp}.{body}',
    }),
    // Webhooks from before there were signatures go on without one.
    credential: credentialScheme(inQuery('secret')),
  }),
  content: 'form',
  event: {
    type: 'form.type',
    // "2026-03-01 10:20:30", in UTC.
    time: ({ form }) => form?.get('fired_at')?.replace(/^([\d-]+) ([\d:]+)$/, '$1T$2Z'),
    subject: 'form.data[list_id]',
  },
  // The URL is tried without a body when it is saved.
  probe: (method) => (method === 'GET' || method === 'HEAD' ? { status: 200 } : undefined),
  deadline: 10,
  docs: 'https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/',
};
