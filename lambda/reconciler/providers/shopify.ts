import { parseJson } from '../../../core/content.ts';
import { at } from '../../../core/field.ts';
import { jsonItems } from '../../../core/json-items.ts';
import { nextLink } from '../../../core/reconciliation/api-limits.ts';
import type { SentRow } from '../../../core/reconciliation/missing.ts';
import type { BackfillTopic, ReconcileSettings } from '../../../core/reconciliation/options.ts';
import { expectOk } from '../patient-http.ts';
import type { ProviderApi, ProviderApiParts, SentPage, Stretch } from '../provider-api.ts';

/** https://shopify.dev/docs/api/usage/versioning: a version is served for a year, then the oldest that still is. */
const VERSION = '2026-07';

/** An order with many lines is tens of kilobytes. */
const PAGE = 50;

/**
 * Shopify keeps no list of what it sent. What it has is every order and customer with the moment of its last change: each
 * becomes an event of its own kind, `backfill/orders/updated`, with an id that no webhook has. They are read from the
 * REST API, since a webhook's body is what that one answers.
 * https://shopify.dev/docs/apps/build/webhooks/best-practices
 * https://shopify.dev/docs/api/usage/pagination-rest
 */
export function openShopify(
  settings: ReconcileSettings['shopify'],
  { http, credential }: ProviderApiParts,
): ProviderApi {
  const { api, backfill } = settings;
  const read = async (topic: BackfillTopic, query: URLSearchParams): Promise<SentPage> => {
    const url = `${api}/admin/api/${VERSION}/${topic}.json?${query}`;
    const headers = { 'x-shopify-access-token': credential, accept: 'application/json' };
    const { text, headers: answered } = expectOk(await http({ method: 'GET', url, headers }), url);
    const rows = jsonItems(text, topic)?.map((item) => rowOf(item, topic, settings, url));
    if (!rows) throw new Error(`${new URL(url).host} did not answer with a list of ${topic}`);
    const next = URL.parse(nextLink(answered.link) ?? '')?.searchParams.get('page_info');
    return { rows, next: next ? `${topic} ${next}` : undefined };
  };
  return {
    async list(stretch, page) {
      const [named, cursor] = (page ?? '').split(' ');
      const topic = backfill.find((one) => one === named) ?? backfill[0];
      if (topic === undefined) return { rows: [] };
      const { rows, next } = await read(topic, cursor ? nextQuery(cursor) : firstQuery(topic, stretch));
      const following = backfill[backfill.indexOf(topic) + 1];
      return { rows, next: next ?? (following && `${following} `) };
    },
  };
}

/** A page's token goes with nothing but the size of the page. */
const nextQuery = (cursor: string) => new URLSearchParams({ limit: String(PAGE), page_info: cursor });

const firstQuery = (topic: BackfillTopic, { from, to }: Stretch) =>
  new URLSearchParams({
    limit: String(PAGE),
    order: 'updated_at desc',
    updated_at_min: new Date(from).toISOString(),
    updated_at_max: new Date(to).toISOString(),
    ...(topic === 'orders' && { status: 'any' }),
  });

function rowOf(text: string, topic: BackfillTopic, { shop }: ReconcileSettings['shopify'], url: string): SentRow {
  const resource = parseJson(text);
  const [key, updated] = [at(resource, 'id'), at(resource, 'updated_at')];
  const moment = Date.parse(String(updated));
  if (typeof key !== 'number' || Number.isNaN(moment)) throw new Error(`one of the ${topic} lacks its id or time`);
  const type = `backfill/${topic}/updated`;
  const id = `backfill:${topic}/updated:${key}:${updated}`;
  const headers = {
    'content-type': 'application/json',
    'x-shopify-webhook-id': id,
    'x-shopify-topic': type,
    'x-shopify-triggered-at': String(updated),
    'x-shopify-shop-domain': shop,
  };
  return {
    id,
    type,
    at: moment,
    isAnswered: false,
    delivery: { method: 'POST', url, headers, body: Buffer.from(text) },
  };
}
