import { fireblocksScheme } from '../signatures/fireblocks.ts';
import type { Provider } from './provider.ts';

export const fireblocks: Provider<'environment'> = {
  id: 'fireblocks',
  name: 'Fireblocks',
  scheme: fireblocksScheme,
  settings: {
    environment: { says: 'the environment of the workspace', form: /^(?:us|eu|eu2|sandbox)$/, example: 'us' },
  },
  content: 'json',
  event: {
    id: 'body.id',
    type: 'body.eventType',
    time: 'body.createdAt',
    subject: ['body.resourceId', 'body.workspaceId'],
  },
  docs: 'https://developers.fireblocks.com/reference/validating-webhooks',
};
