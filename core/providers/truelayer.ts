import { truelayerScheme } from '../signatures/truelayer.ts';
import type { Provider } from './provider.ts';

export const truelayer: Provider<'environment'> = {
  id: 'truelayer',
  name: 'TrueLayer',
  scheme: truelayerScheme,
  settings: {
    environment: {
      says: 'the environment that it sends from',
      form: /^(?:production|sandbox)$/,
      example: 'production',
    },
  },
  content: 'json',
  event: { id: 'body.event_id', type: 'body.type', subject: 'body.payment_id' },
  docs: 'https://docs.truelayer.com/docs/configure-webhooks-for-your-integration',
};
