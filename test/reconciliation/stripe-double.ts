import { type ProviderDouble, startDouble } from './provider-double.ts';

/** An event as the API hands it out. */
export interface ListedEvent {
  readonly id: string;
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly pendingWebhooks?: number;
  /** The JSON of `data.object`. */
  readonly object?: string;
}

export interface StripeDouble extends ProviderDouble {
  /** The newest last. */
  readonly events: ListedEvent[];
}

/** Plays `GET /v1/events`, with the documented shapes. https://docs.stripe.com/api/events/list */
export async function startStripeDouble(key = 'rk_test'): Promise<StripeDouble> {
  const events: ListedEvent[] = [];
  const double = await startDouble(({ url, headers }) => {
    if (headers.authorization !== `Bearer ${key}`)
      return { status: 401, body: { error: { message: 'Invalid API Key', type: 'invalid_request_error' } } };
    if (url.pathname !== '/v1/events') return { status: 404, body: { error: { type: 'invalid_request_error' } } };
    const number = (name: string) => Number(url.searchParams.get(name));
    const within = [...events]
      .reverse()
      .filter(({ at }) => seconds(at) >= number('created[gte]') && seconds(at) <= number('created[lte]'));
    const after = url.searchParams.get('starting_after');
    const start = after === null ? 0 : within.findIndex(({ id }) => id === after) + 1;
    if (after !== null && start === 0) return { status: 400, body: { error: { param: 'starting_after' } } };
    const end = start + number('limit');
    const data = within.slice(start, end).map(textOf).join(',\n    ');
    const list = `{"object":"list","url":"/v1/events","has_more":${end < within.length},\n  "data":[\n    ${data}]}`;
    return { body: list };
  });
  return { ...double, events };
}

const seconds = (at: number) => Math.floor(at / 1000);

export const textOf = ({ id, type, at, pendingWebhooks = 1, object = '{}' }: ListedEvent) =>
  `{"id":"${id}","object":"event","api_version":"2026-01-28","created":${seconds(at)},"data":{"object":${object}},"livemode":false,"pending_webhooks":${pendingWebhooks},"request":null,"type":"${type}"}`;
