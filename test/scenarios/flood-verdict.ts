import { MOST_KEPT_A_MINUTE } from '../../core/quarantine.ts';
import type { AwsCall } from './forgery-flood.ts';

/** What the verifier asked AWS for during a flood, counted by whom it was for. */
export interface FloodCalls {
  /** Writes to the ledger and sends to queues, by the id of the event that they name. */
  readonly recorded: readonly string[];
  readonly sent: readonly string[];
  /** Reads of secrets, of each process. */
  readonly secrets: ReadonlyMap<number, number>;
  /** Questions to the ledger before there was a request, of each process. */
  readonly ahead: ReadonlyMap<number, number>;
  /** Requests that were counted for the quarantine, and kept in it, of each source and minute. */
  readonly counted: ReadonlyMap<string, number>;
  readonly kept: ReadonlyMap<string, number>;
  /** Every other call, as `service operation`. */
  readonly others: readonly string[];
}

/** Sorts the calls of the verifier. Other functions and the queues' pollers call for the valid events only. */
export function floodCalls(calls: readonly AwsCall[]): FloodCalls {
  const verifier = calls.filter(({ functionName = '' }) => functionName.includes('Verifier'));
  const found = {
    recorded: [] as string[],
    sent: [] as string[],
    secrets: new Map<number, number>(),
    ahead: new Map<number, number>(),
    counted: new Map<string, number>(),
    kept: new Map<string, number>(),
    others: [] as string[],
  };
  for (const { service, operation, body, processId = 0 } of verifier) {
    const { Item, Key, MessageBody } = Object(body);
    const counter = service === 'dynamodb' && operation === 'UpdateItem' ? String(Key?.pk?.S) : undefined;
    if (operation === 'GetSecretValue') add(found.secrets, processId);
    else if (operation === 'GetItem' && Key?.pk?.S === '#none') add(found.ahead, processId);
    else if (operation === 'PutItem') found.recorded.push(String(Item?.pk?.S).replace('acme#', ''));
    else if (operation === 'SendMessage') found.sent.push(JSON.parse(MessageBody).id);
    else if (operation === 'PutObject') add(found.kept, minuteOf(String(Key).replace('/', '#')));
    else if (counter?.startsWith('#quarantine#')) add(found.counted, minuteOf(counter.slice(12)));
    else found.others.push(`${service} ${operation}`);
  }
  return found;
}

const add = <Key>(counts: Map<Key, number>, key: Key) => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** `acme#2026-01-31T09:05` of anything that goes on after the minute. */
const minuteOf = (key: string) => key.slice(0, key.indexOf('#') + 1 + 'YYYY-MM-DDTHH:MM'.length);

const CACHE_SECONDS = 300;
const REFRESH_SECONDS = 30;
const REFRESHES_AT_ONCE = 4;

/** How often one process may read the secrets of so many sources within a time: what docs/secrets.md says. */
export function mostSecretReads(sources: number, seconds: number): number {
  const byCache = 1 + Math.floor(seconds / CACHE_SECONDS);
  return sources * (byCache + REFRESHES_AT_ONCE + Math.floor(seconds / REFRESH_SECONDS));
}

/** How often all processes together may count a request of one source and minute: each is told once that it is full. */
export const mostCounted = (processes: number) => MOST_KEPT_A_MINUTE + processes;
