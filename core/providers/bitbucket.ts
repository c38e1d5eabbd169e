import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const bitbucket: Provider = {
  id: 'bitbucket',
  name: 'Bitbucket',
  scheme: hmacScheme({ header: 'X-Hub-Signature', prefix: 'sha256=' }),
  content: 'json',
  event: { id: 'header.X-Request-UUID', type: 'header.X-Event-Key' },
  deadline: 10,
  docs: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
};
