import { type Content, parseJson } from '../content.ts';
import { at } from '../field.ts';
import { jsonItems } from '../json-items.ts';
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
  batch: {
    items: changesIn,
    event: {
      id: 'body.id',
      type: ['body.type', entityType],
      time: ['body.time', 'body.dataChangeEvent.entities.0.lastUpdated'],
      subject: ['body.intuitaccountid', 'body.realmId'],
    },
  },
  deadline: 3,
  docs: 'https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks/managing-webhooks-notifications',
};

/** A CloudEvent each, or a notification for each entity that looks like one that has only this. */
function changesIn({ text }: Content): string[] | undefined {
  const notifications = jsonItems(text, 'eventNotifications');
  if (!notifications) return jsonItems(text);
  return notifications.flatMap((notification, index) => {
    const entities = jsonItems(text, 'eventNotifications', index, 'dataChangeEvent', 'entities');
    if (!entities) return [notification];
    const realm = JSON.stringify({ realmId: at(parseJson(notification), 'realmId') }).slice(0, -1);
    const head = realm === '{' ? realm : `${realm},`;
    return entities.map((entity) => `${head}"dataChangeEvent":{"entities":[${entity}]}}`);
  });
}

/** Such as `Customer.Create`. */
function entityType({ json }: Content): string | undefined {
  const entity = at(json, 'dataChangeEvent.entities.0');
  const parts = [at(entity, 'name'), at(entity, 'operation')].filter((part) => typeof part === 'string');
  return parts.length > 0 ? parts.join('.') : undefined;
}
