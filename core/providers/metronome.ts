import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const metronome: Provider = {
  id: 'metronome',
  name: 'Metronome',
  scheme: hmacScheme({
    header: 'Metronome-Webhook-Signature',
    timestamp: { header: 'X-Metronome-Date', unit: 'http-date' },
    signed: '{timestamp}\n{body}',
  }),
  content: 'json',
  event: {
    id: 'body.id',
    type: 'body.type',
    time: 'body.properties.timestamp',
    subject: 'body.properties.customer_id',
  },
  docs: 'https://docs.metronome.com/connect-metronome/webhooks/',
};
