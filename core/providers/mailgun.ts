import { mailgunScheme } from '../signatures/mailgun.ts';
import type { Provider } from './provider.ts';

export const mailgun: Provider = {
  id: 'mailgun',
  name: 'Mailgun',
  scheme: mailgunScheme,
  event: {
    // Of a request only the time and this are signed: under any other id it could be sent again with another event.
    id: ['form.token', 'body.signature.token'],
    type: ['form.event', 'body.event-data.event'],
    time: ['form.timestamp', 'body.event-data.timestamp'],
    subject: ['form.domain', 'body.event-data.recipient-domain'],
  },
  docs: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
};
