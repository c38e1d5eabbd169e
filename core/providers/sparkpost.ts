import type { Content } from '../content.ts';
import { at } from '../field.ts';
import { jsonItems } from '../json-items.ts';
import { credentialScheme } from '../signatures/credential.ts';
import { asBasicAuth, asBearerToken } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const sparkpost: Provider = {
  id: 'sparkpost',
  name: 'SparkPost',
  scheme: credentialScheme(asBasicAuth, asBearerToken),
  content: 'json',
  // A list has no one type: a processor that listens to that of the first would miss those behind it.
  event: { id: 'header.X-MessageSystems-Batch-ID' },
  batch: {
    items: ({ text }) => jsonItems(text),
    event: { id: inside('event_id'), type: inside('type'), time: inside('timestamp'), subject: inside('message_id') },
  },
  // The URL is tried with an empty event when the webhook is made.
  handshake: ({ json }) => {
    const event = at(json, '0.msys');
    const isEmpty = typeof event === 'object' && event !== null && Object.keys(event).length === 0;
    return isEmpty && at(json, '1') === undefined ? { status: 200 } : undefined;
  },
  docs: 'https://developers.sparkpost.com/api/webhooks/',
};

/** An event lies in `msys`, under the name of its kind, such as `message_event`. */
function inside(name: string) {
  return ({ json }: Content): string | undefined => {
    const kinds = at(json, 'msys');
    const [event]: unknown[] = typeof kinds === 'object' && kinds !== null ? Object.values(kinds) : [];
    const value = at(event, name);
    return typeof value === 'string' ? value : undefined;
  };
}
