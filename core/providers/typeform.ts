import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const typeform: Provider = {
  id: 'typeform',
  name: 'Typeform',
  scheme: hmacScheme({ header: 'Typeform-Signature', prefix: 'sha256=', encoding: 'base64' }),
  content: 'json',
  event: { id: 'body.event_id', type: 'body.event_type', time: 'body.form_response.submitted_at' },
  deadline: 30,
  docs: 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/',
};
