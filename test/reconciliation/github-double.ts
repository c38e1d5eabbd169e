import { type DoubleAnswer, type ProviderDouble, startDouble } from './provider-double.ts';

/** A delivery as GitHub keeps it; what it lists leaves out the payload. */
export interface KeptDelivery {
  readonly id: bigint;
  readonly guid: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly statusCode: number;
  readonly event: string;
  readonly action?: string;
  readonly redelivery?: boolean;
  readonly payload: string;
}

export interface GithubDouble extends ProviderDouble {
  /** The newest last. */
  readonly deliveries: KeptDelivery[];
}

export interface GithubDoubleOptions {
  /** The path of the hook, such as `/repos/octo/site/hooks/7`. */
  readonly path: string;
  /** Really sends a delivery. Returns the status that came back, or 502 as GitHub does when nothing did. */
  readonly send: (delivery: KeptDelivery) => Promise<number>;
  readonly token?: string;
}

/** Ids of deliveries are snowflakes, beyond 2^53 in the newer ones. */
const FIRST_ID = 12_345_678_901_234_567n;

/**
 * Plays the hook deliveries API, with the documented shapes.
 * https://docs.github.com/rest/repos/webhooks#list-deliveries-for-a-repository-webhook
 */
export async function startGithubDouble({
  path,
  send,
  token = 'ghp_test',
}: GithubDoubleOptions): Promise<GithubDouble> {
  const deliveries: KeptDelivery[] = [];
  const double = await startDouble(async ({ method, url, headers }, self) => {
    if (headers.authorization !== `Bearer ${token}`) return { status: 401, body: { message: 'Bad credentials' } };
    if (!url.pathname.startsWith(`${path}/deliveries`)) return { status: 404, body: { message: 'Not Found' } };
    const [, id] = /\/deliveries\/(\d+)\/attempts$/.exec(url.pathname) ?? [];
    if (method === 'GET') return listPage(deliveries, url, self.url + path);
    const delivery = deliveries.find((one) => String(one.id) === id);
    if (!delivery) return { status: 404, body: { message: 'Not Found' } };
    const attempt = { ...delivery, id: nextId(deliveries), at: Date.now(), redelivery: true };
    // GitHub accepts first, and sends then.
    void send(attempt).then((statusCode) => deliveries.push({ ...attempt, statusCode }));
    return { status: 202, body: {} };
  });
  return { ...double, deliveries };
}

export const nextId = (deliveries: readonly KeptDelivery[]) => FIRST_ID + BigInt(deliveries.length * 1000 + 1);

function listPage(deliveries: readonly KeptDelivery[], url: URL, hook: string): DoubleAnswer {
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
  const cursor = url.searchParams.get('cursor');
  const newest = [...deliveries].reverse();
  const start = cursor === null ? 0 : newest.findIndex(({ id }) => `v1_${id}` === cursor);
  if (start === -1) return { status: 422, body: { message: 'Invalid cursor' } };
  const next = newest[start + size];
  const link = next && `<${hook}/deliveries?per_page=${size}&cursor=v1_${next.id}>; rel="next"`;
  const items = newest.slice(start, start + size).map(itemOf);
  return { body: `[${items.join(',')}]`, headers: link ? { link } : {} };
}

/** Written by hand, since the id has more digits than a number of JavaScript. */
function itemOf({ id, guid, at, statusCode, event, action = undefined, redelivery = false }: KeptDelivery): string {
  const rest = JSON.stringify({
    guid,
    delivered_at: new Date(at).toISOString(),
    redelivery,
    duration: 0.27,
    status: statusCode === 200 ? 'OK' : 'failed to connect to host',
    status_code: statusCode,
    event,
    action: action ?? null,
    installation_id: 123,
    repository_id: 456,
    throttled_at: null,
  });
  return `{"id":${id},${rest.slice(1)}`;
}
