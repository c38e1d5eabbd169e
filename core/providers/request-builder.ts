import { credentialScheme } from '../signatures/credential.ts';
import { asBasicAuth, asBearerToken, inHeader, inQuery } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

/**
 * What senders have in common in which somebody puts a request together by hand: the secret may stand wherever it can be
 * typed in, and an event says what it is only where its maker made it do so. An `id` in the body is left alone: mostly it
 * is that of an order or a contact, and the next event about it would pass for a duplicate.
 */
export const requestBuilder = {
  scheme: credentialScheme(inHeader('X-Webhook-Secret'), asBearerToken, asBasicAuth, inQuery('secret')),
  event: {
    id: ['header.X-Event-Id', 'body.event_id', 'form.event_id'],
    type: ['header.X-Event-Type', 'body.event_type', 'form.event_type'],
    time: ['header.X-Event-Time', 'body.event_time', 'form.event_time'],
  },
} as const satisfies Pick<Provider, 'scheme' | 'event'>;
