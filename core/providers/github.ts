import { at } from '../field.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const github: Provider = {
  id: 'github',
  name: 'GitHub',
  scheme: hmacScheme({ header: 'X-Hub-Signature-256', prefix: 'sha256=' }),
  content: 'json',
  event: {
    id: 'header.X-GitHub-Delivery',
    type: ({ headers: { 'x-github-event': event }, json }) => {
      const action = at(json, 'action');
      return event && typeof action === 'string' ? `${event}.${action}` : event;
    },
    subject: ['body.repository.full_name', 'body.organization.login'],
  },
  deadline: 10,
  docs: 'https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries',
};
