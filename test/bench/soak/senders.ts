import { Agent, request } from 'node:http';
import { stripe } from '../../../core/providers/stripe.ts';

export interface LoadOptions {
  readonly url: string;
  readonly secret: string;
  /** The file in which processors leave their lines. */
  readonly effects: string;
  readonly kilobytes: number;
  readonly seconds: number;
  /** What the ids begin with. */
  readonly name: string;
  /** The types of the events, which take turns. */
  readonly types: readonly string[];
}

export interface Load {
  /** Events that were accepted, each counted once. */
  readonly events: number;
  /** Requests that were answered, duplicates among them. */
  readonly requests: number;
  readonly seconds: number;
  /** How long each answer took, in milliseconds, the shortest first. */
  readonly milliseconds: readonly number[];
  /** Answers other than 2xx, by status. */
  readonly refused: Readonly<Record<number, number>>;
}

interface Sent {
  readonly id: string;
  readonly type: string;
}

const CONNECTIONS = 10;

/** Of so many requests, one repeats an event that was sent shortly before. */
const REPEATS_ONE_IN = 10;

/** Sends signed events over ten connections for a while, each connection one after the other. */
export async function sendLoad(options: LoadOptions): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const sent: Sent[] = [];
  const milliseconds: number[] = [];
  const refused: Record<number, number> = {};
  const padding = 'x'.repeat(options.kilobytes * 1024 - 200);
  const startedAt = performance.now();
  const until = startedAt + options.seconds * 1000;
  let requests = 0;

  const next = (): Sent => {
    requests += 1;
    const repeated = requests % REPEATS_ONE_IN === 0 ? sent.at(-CONNECTIONS) : undefined;
    if (repeated) return repeated;
    const id = `evt_${options.name}_${sent.length}`;
    const event = { id, type: options.types[sent.length % options.types.length] ?? '' };
    sent.push(event);
    return event;
  };
  const connection = async () => {
    while (performance.now() < until) {
      const body = JSON.stringify({ ...next(), effects: options.effects, padding });
      const before = performance.now();
      const status = await post(body, options, agent);
      milliseconds.push(performance.now() - before);
      if (status < 200 || status > 299) refused[status] = (refused[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  agent.destroy();
  const seconds = (performance.now() - startedAt) / 1000;
  return { events: sent.length, requests, seconds, milliseconds: milliseconds.toSorted((a, b) => a - b), refused };
}

function post(text: string, { url, secret }: LoadOptions, agent: Agent): Promise<number> {
  const unsigned = { method: 'POST', url, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
  const { headers, body } = stripe.scheme.sign(unsigned, secret, { now: Date.now() });
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } });
    outgoing.on('response', (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    outgoing.on('error', reject).end(body);
  });
}
