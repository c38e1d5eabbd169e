import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const calCom: Provider = {
  id: 'cal-com',
  name: 'Cal.com',
  scheme: hmacScheme({ header: 'X-Cal-Signature-256' }),
  content: 'json',
  event: { type: 'body.triggerEvent' },
  docs: 'https://cal.com/docs/developing/guides/automation/webhooks',
};
