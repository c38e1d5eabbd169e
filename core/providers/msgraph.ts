import { jsonItems } from '../json-items.ts';
import { clientStateScheme } from '../signatures/client-state.ts';
import { onlyItem } from './only-item.ts';
import type { Provider } from './provider.ts';

export const msgraph: Provider = {
  id: 'msgraph',
  name: 'Microsoft Graph',
  scheme: clientStateScheme,
  content: 'json',
  // A list of notifications has no one type: a processor that listens to that of the first would never hear of lists in
  // which its own comes second.
  event: { id: onlyItem('value', 'id'), subject: 'body.value.0.subscriptionId' },
  batch: {
    items: ({ text }) => jsonItems(text, 'value'),
    event: {
      id: 'body.id',
      type: ['body.lifecycleEvent', 'body.changeType'],
      subject: 'body.subscriptionId',
    },
  },
  // "The drive has changed" looks the same the next time it has.
  repeats: true,
  // A subscription is made only if the URL repeats a token, within ten seconds.
  probe: (method, { query, text }) => {
    const token = query.get('validationToken');
    if (method !== 'POST' || token === null || text !== '') return undefined;
    const headers = { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' };
    return { status: 200, headers, body: token };
  },
  deadline: 3,
  docs: 'https://learn.microsoft.com/graph/change-notifications-delivery-webhooks',
};
