import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const circleci: Provider = {
  id: 'circleci',
  name: 'CircleCI',
  scheme: hmacScheme({ header: 'circleci-signature', separator: ',', prefix: 'v1=' }),
  content: 'json',
  event: { id: 'body.id', type: 'body.type', time: 'body.happened_at' },
  deadline: 5,
  docs: 'https://circleci.com/docs/guides/integration/outbound-webhooks/',
};
