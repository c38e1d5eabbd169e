import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const gr4vy: Provider = {
  id: 'gr4vy',
  name: 'Gr4vy',
  scheme: hmacScheme({
    header: 'X-Gr4vy-Webhook-Signatures',
    separator: ',',
    timestamp: { header: 'X-Gr4vy-Webhook-Timestamp' },
    signed: '{timestamp}.{body}',
  }),
  content: 'json',
  event: {
    id: ['body.id', 'header.X-Gr4vy-Webhook-Id'],
    type: ['body.name', 'body.type'],
    time: 'body.created_at',
    subject: 'body.target.id',
  },
  deadline: 5,
  docs: 'https://docs.gr4vy.com/guides/features/webhooks/overview',
};
