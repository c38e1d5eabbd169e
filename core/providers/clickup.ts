import type { Content } from '../content.ts';
import { at } from '../field.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const clickup: Provider = {
  id: 'clickup',
  name: 'ClickUp',
  scheme: hmacScheme({ header: 'X-Signature' }),
  content: 'json',
  event: {
    id: idOf,
    type: 'body.event',
    time: 'body.history_items.0.date',
    subject: ['body.task_id', 'body.list_id', 'body.folder_id', 'body.space_id'],
  },
  docs: 'https://developer.clickup.com/docs/webhooks',
};

/** One change may make several events, such as taskUpdated and taskStatusUpdated, and numbers them alike. */
function idOf({ json }: Content): string | undefined {
  const change = at(json, 'history_items.0.id');
  return typeof change === 'string' && change !== '' ? `${at(json, 'event')}:${change}` : undefined;
}
