import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type Samples } from './sample.ts';

/** What is to be said of every sender in which somebody puts a request together by hand, and a request such as they make. */
export const requestBuilder = {
  types: ['order.placed', 'contact.created'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      { event_type: type, name: 'Zoë', note: 'put together by hand' },
      { 'x-event-id': nameOf(context), 'x-event-time': new Date(context.now).toISOString() },
    ),
  secret: 'Make one up, such as `openssl rand -hex 32` prints.',
  traps: [
    'Nothing is signed: the body is only as trustworthy as whoever knows the secret.',
    'Give each event an id of its own (header X-Event-Id, or event_id in the body) and a type (X-Event-Type, event_type). Without an id two equal bodies are one event.',
  ],
} as const satisfies Samples & Partial<CatalogueEntry>;
