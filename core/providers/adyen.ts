import type { Content } from '../content.ts';
import { at } from '../field.ts';
import { jsonItems } from '../json-items.ts';
import { adyenScheme } from '../signatures/adyen.ts';
import { onlyItem } from './only-item.ts';
import type { Provider } from './provider.ts';

const ITEM = 'NotificationRequestItem';

export const adyen: Provider = {
  id: 'adyen',
  name: 'Adyen',
  scheme: adyenScheme,
  content: 'json',
  event: {
    id: ({ json }) => {
      const items = at(json, 'notificationItems');
      return Array.isArray(items) && items.length === 1 ? itemId(items[0]) : undefined;
    },
    type: [onlyItem('notificationItems', `${ITEM}.eventCode`), 'body.type'],
    time: [onlyItem('notificationItems', `${ITEM}.eventDate`), 'body.timestamp'],
    subject: [onlyItem('notificationItems', `${ITEM}.merchantAccountCode`), 'body.data.balancePlatform'],
  },
  batch: {
    items: ({ text }) => jsonItems(text, 'notificationItems'),
    event: {
      id: ({ json }: Content) => itemId(json),
      type: `body.${ITEM}.eventCode`,
      time: `body.${ITEM}.eventDate`,
      subject: `body.${ITEM}.merchantAccountCode`,
    },
  },
  ack: { status: 200, headers: { 'content-type': 'text/plain' }, body: '[accepted]' },
  deadline: 10,
  docs: 'https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures',
};

/** What Adyen asks duplicates to be known by. All of it is signed, as little else of an item is. */
function itemId(item: unknown): string | undefined {
  const parts = ['pspReference', 'eventCode', 'success'].map((name) => at(item, `${ITEM}.${name}`));
  return parts.every((part) => typeof part === 'string' && part !== '') ? parts.join('.') : undefined;
}
