import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const airtable: Provider = {
  id: 'airtable',
  name: 'Airtable',
  scheme: hmacScheme({ header: 'X-Airtable-Content-MAC', prefix: 'hmac-sha256=', secret: 'base64' }),
  content: 'json',
  // It only says that something changed; what, a processor asks of Airtable's API.
  event: { time: 'body.timestamp' },
  docs: 'https://airtable.com/developers/web/api/webhooks-overview',
};
