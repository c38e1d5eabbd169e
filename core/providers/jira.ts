import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const jira: Provider = {
  id: 'jira',
  name: 'Jira',
  // The header's name is that of GitHub's old SHA-1 signature; the digest is SHA-256.
  scheme: hmacScheme({ header: 'X-Hub-Signature', prefix: 'sha256=' }),
  content: 'json',
  event: { id: 'header.X-Atlassian-Webhook-Identifier', type: 'body.webhookEvent', time: 'body.timestamp' },
  deadline: 20,
  docs: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/#secure-admin-webhooks',
};
