import { parseJson } from '../../../core/content.ts';
import { at } from '../../../core/field.ts';
import { jsonItems } from '../../../core/json-items.ts';
import type { SentRow } from '../../../core/reconciliation/missing.ts';
import type { ReconcileSettings } from '../../../core/reconciliation/options.ts';
import { expectOk } from '../patient-http.ts';
import type { ProviderApi, ProviderApiParts } from '../provider-api.ts';

/**
 * The account's events, each as it stands in the list, which is what its webhook would have brought (rendered for the
 * API version of the account).
 * https://docs.stripe.com/webhooks/process-undelivered-events
 */
export function openStripe(
  { api, account }: ReconcileSettings['stripe'],
  { http, credential }: ProviderApiParts,
): ProviderApi {
  return {
    async list({ from, to }, page) {
      const query = new URLSearchParams({
        limit: '100',
        'created[gte]': String(Math.floor(from / 1000)),
        'created[lte]': String(Math.floor(to / 1000)),
        ...(page !== undefined && { starting_after: page }),
      });
      const url = `${api}/v1/events?${query}`;
      const headers = { authorization: `Bearer ${credential}`, ...(account && { 'stripe-account': account }) };
      const { text } = expectOk(await http({ method: 'GET', url, headers }), url);
      const rows = jsonItems(text, 'data')?.map((item) => rowOf(item, url));
      if (!rows) throw new Error(`${new URL(url).host} did not answer with a list of events`);
      return { rows, next: at(parseJson(text), 'has_more') === true ? rows.at(-1)?.id : undefined };
    },
  };
}

function rowOf(text: string, url: string): SentRow {
  const event = parseJson(text);
  const [id, type, created] = ['id', 'type', 'created'].map((name) => at(event, name));
  if (typeof id !== 'string' || typeof type !== 'string' || typeof created !== 'number')
    throw new Error('an event in the list lacks its id, type or time');
  return {
    id,
    type,
    at: created * 1000,
    // How many webhooks have not answered 2xx yet; ours may be one of them.
    isAnswered: at(event, 'pending_webhooks') === 0,
    delivery: { method: 'POST', url, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) },
  };
}
