import { parseJson } from '../content.ts';
import { at } from '../field.ts';
import { jsonItems } from '../json-items.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const pusher: Provider = {
  id: 'pusher',
  name: 'Pusher Channels',
  scheme: hmacScheme({ header: 'X-Pusher-Signature' }),
  content: 'json',
  event: { time: 'body.time_ms' },
  batch: {
    items: eventsIn,
    event: { type: 'body.events.0.name', time: 'body.time_ms', subject: 'body.events.0.channel' },
  },
  docs: 'https://pusher.com/docs/channels/server_api/webhooks/',
};

/** Each event keeps the time of its request: a channel that is occupied twice is two events, though they read the same. */
function eventsIn({ text }: { readonly text: string | undefined }): string[] | undefined {
  const time = JSON.stringify(at(parseJson(text ?? ''), 'time_ms') ?? null);
  return jsonItems(text, 'events')?.map((event) => `{"time_ms":${time},"events":[${event}]}`);
}
