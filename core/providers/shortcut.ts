import { at } from '../field.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const shortcut: Provider = {
  id: 'shortcut',
  name: 'Shortcut',
  scheme: hmacScheme({ header: 'Payload-Signature' }),
  content: 'json',
  event: { id: 'body.id', type: ({ json }) => typeOf(json), time: 'body.changed_at', subject: 'body.primary_id' },
  docs: 'https://developer.shortcut.com/api/webhook/v1',
};

/** What happened to the thing that the event is about; the other actions are its consequences. */
function typeOf(json: unknown): string {
  const actions = at(json, 'actions');
  const list: readonly unknown[] = Array.isArray(actions) ? actions : [];
  const primary = list.find((action) => at(action, 'id') === at(json, 'primary_id')) ?? list[0];
  return [at(primary, 'entity_type'), at(primary, 'action')].filter(Boolean).join('.');
}
