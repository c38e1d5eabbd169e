import { parseJson } from '../../../core/content.ts';
import { at } from '../../../core/field.ts';
import { jsonItems } from '../../../core/json-items.ts';
import { nextLink } from '../../../core/reconciliation/api-limits.ts';
import type { SentRow } from '../../../core/reconciliation/missing.ts';
import type { ReconcileSettings } from '../../../core/reconciliation/options.ts';
import { expectOk } from '../patient-http.ts';
import type { ProviderApi, ProviderApiParts } from '../provider-api.ts';
import { appToken } from './app-token.ts';

/** GitHub refuses what it cannot send again, such as a delivery that is too old. */
const NEVER = [400, 404, 410, 422];

/**
 * The deliveries of a webhook, each attempt a row. What is missing is sent again by GitHub itself, signed, through the
 * front door.
 * https://docs.github.com/rest/repos/webhooks#list-deliveries-for-a-repository-webhook
 * https://docs.github.com/rest/orgs/webhooks#list-deliveries-for-an-organization-webhook
 * https://docs.github.com/rest/apps/webhooks#list-deliveries-for-an-app-webhook
 */
export function openGithub(
  { api, path, app }: ReconcileSettings['github'],
  { http, credential, now }: ProviderApiParts,
): ProviderApi {
  const deliveries = `${api}${path}/deliveries`;
  const call = (method: 'GET' | 'POST', url: string) =>
    http({
      method,
      url,
      headers: {
        authorization: `Bearer ${app === undefined ? credential : appToken(app, credential, now())}`,
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
        'user-agent': 'breakwater',
      },
    });
  return {
    async list({ from }, page) {
      const url = `${deliveries}?per_page=100${page === undefined ? '' : `&cursor=${encodeURIComponent(page)}`}`;
      const { headers, text } = expectOk(await call('GET', url), url);
      const rows = jsonItems(text)?.map(rowOf);
      if (!rows) throw new Error(`${new URL(url).host} did not answer with a list of deliveries`);
      const isPastStart = rows.some((row) => row.at < from);
      const next = URL.parse(nextLink(headers.link) ?? '')?.searchParams.get('cursor') ?? undefined;
      return { rows: rows.filter((row) => row.at >= from), next: isPastStart ? undefined : next };
    },
    async sendAgain({ handle }) {
      const url = `${deliveries}/${handle}/attempts`;
      const response = await call('POST', url);
      if (NEVER.includes(response.status)) return false;
      expectOk(response, url);
      return true;
    },
  };
}

/** The id of a delivery is a number that may be beyond 2^53, so it is read as it stands there. */
function rowOf(text: string): SentRow {
  const item = parseJson(text);
  const [, handle] = /"id"\s*:\s*(\d+)/.exec(text) ?? [];
  const [guid, event, action, time, code] = ['guid', 'event', 'action', 'delivered_at', 'status_code'].map((name) =>
    at(item, name),
  );
  const moment = Date.parse(String(time));
  if (handle === undefined || typeof guid !== 'string' || typeof event !== 'string' || Number.isNaN(moment))
    throw new Error('a delivery in the list lacks its id, guid, event or time');
  return {
    id: guid,
    type: typeof action === 'string' ? `${event}.${action}` : event,
    at: moment,
    isAnswered: typeof code === 'number' && code >= 200 && code < 300,
    handle,
  };
}
