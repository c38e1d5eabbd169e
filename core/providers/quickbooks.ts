import { hmacScheme } from '../signatures/hmac.ts';
import { onlyEventId } from './only-event-id.ts';
import type { Provider } from './provider.ts';

export const quickbooks: Provider = {
  id: 'quickbooks',
  name: 'QuickBooks',
  scheme: hmacScheme({ header: 'intuit-signature', encoding: 'base64' }),
  content: 'json',
  // A list of CloudEvents, or the older `eventNotifications`. Neither has one type: a processor that listens to the type of
  // the first event would never hear of lists in which its own comes second.
  event: {
    id: onlyEventId,
    time: 'body.0.time',
    subject: ['body.0.intuitaccountid', 'body.eventNotifications.0.realmId'],
  },
  deadline: 3,
  docs: 'https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks/managing-webhooks-notifications',
};
