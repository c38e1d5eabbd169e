import { at } from '../field.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const sentry: Provider = {
  id: 'sentry',
  name: 'Sentry',
  scheme: hmacScheme({ header: 'Sentry-Hook-Signature' }),
  content: 'json',
  event: {
    id: 'header.Request-ID',
    type: ({ headers: { 'sentry-hook-resource': resource }, json }) => {
      const action = at(json, 'action');
      return resource && typeof action === 'string' ? `${resource}.${action}` : resource;
    },
    time: 'header.Sentry-Hook-Timestamp',
  },
  deadline: 1,
  docs: 'https://docs.sentry.io/integrations/integration-platform/webhooks/',
};
