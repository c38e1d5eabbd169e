import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import type { Interceptor } from '../../local/local-run.ts';

export type AwsCall = Parameters<Interceptor>[0];

export interface Flood {
  /** The origin of the local run. */
  readonly url: string;
  /** What both sources sign with. */
  readonly secret: string;
  /** The file that processors write to. */
  readonly effects: string;
  readonly forgeries: number;
  /** So many forgeries come for each valid event. */
  readonly forgeriesPerEvent: number;
  /** Is told how many requests were answered. */
  readonly onAnswer?: (answered: number) => void;
}

export interface Answered {
  /** How often each status was answered to a forgery, by its kind. */
  readonly forgeries: Readonly<Record<string, number>>;
  /** The status of each valid event, by its id. */
  readonly events: ReadonlyMap<string, number>;
  readonly milliseconds: number;
}

const AT_ONCE = 16;

const FORGERIES = [
  {
    kind: 'another secret',
    source: 'acme',
    signature: () => ({ 'x-acme-signature': randomBytes(32).toString('hex') }),
  },
  { kind: 'another secret', source: 'stripe', signature: () => stripeSignature(randomBytes(32).toString('hex')) },
  { kind: 'no signature', source: 'stripe', signature: () => ({}) },
  { kind: 'malformed', source: 'acme', signature: () => ({ 'x-acme-signature': 'not even hex' }) },
  { kind: 'unknown source', source: 'nobody', signature: () => ({ 'x-acme-signature': '0'.repeat(64) }) },
] as const;

const stripeSignature = (digest: string) => ({
  'stripe-signature': `t=${Math.floor(Date.now() / 1000)},v1=${digest}`,
});

/** Sends forgeries of every kind, and valid events of `acme` in between. */
export async function forgeryFlood(flood: Flood): Promise<Answered> {
  const { secret, effects, forgeries, forgeriesPerEvent, onAnswer } = flood;
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const counts: Record<string, number> = {};
  const events = new Map<string, number>();
  const startedAt = Date.now();
  let next = 0;
  const forge = async (index: number) => {
    const { kind, source, signature } = FORGERIES[index % FORGERIES.length] ?? FORGERIES[0];
    const status = await post(
      agent,
      `${flood.url}/webhooks/${source}`,
      bodyOf(`forged-${index}`, effects),
      signature(),
    );
    const counted = `${kind}: ${status}`;
    counts[counted] = (counts[counted] ?? 0) + 1;
    onAnswer?.(index);
  };
  const deliver = async (id: string) => {
    const body = bodyOf(id, effects);
    const signature = { 'x-acme-signature': createHmac('sha256', secret).update(body).digest('hex') };
    events.set(id, await post(agent, `${flood.url}/webhooks/acme`, body, signature));
  };
  const sender = async () => {
    while (next < forgeries) {
      const index = next++;
      await forge(index);
      if (index % forgeriesPerEvent === 0) await deliver(`valid-${index / forgeriesPerEvent}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  agent.destroy();
  return { forgeries: counts, events, milliseconds: Date.now() - startedAt };
}

/** The ids of the events that the processor left a line of. */
export const processedIds = (effects: string): string[] =>
  readFileSync(effects, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' ')[1] ?? '');

const bodyOf = (id: string, effects: string) =>
  JSON.stringify({ id, type: 'noted', data: { object: { effects, note: 'x'.repeat(500) } } });

/** Node's own client costs a third of what `fetch` does, and the sender shares the machine with what it floods. */
function post(agent: Agent, url: string, body: string, signature: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...signature };
    const sent = request(url, { agent, method: 'POST', headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    sent.once('error', reject).end(body);
  });
}
