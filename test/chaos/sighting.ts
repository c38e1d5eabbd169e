import type { Interceptor } from '../../local/local-run.ts';

export type SeenCall = Parameters<Interceptor>[0];

/** What a call to AWS is about. */
export interface Sighting {
  /** What it is to the protocol: `record`, `send`, `claim`, `complete` …, or the operation's own name. */
  readonly step: string;
  /** The event; empty for a call that is about none, or about several. */
  readonly event: string;
  /** Or the queue that is sent to. */
  readonly processor: string;
  readonly attempt: number;
}

const STEPS: Readonly<Record<string, string>> = {
  claimed: 'claim',
  done: 'complete',
  retry: 'release',
  failed: 'give up',
};

/** Reads a call as far as the chaos has to know it. */
export function sightingOf({ operation, body, functionName = '' }: SeenCall): Sighting {
  const at = (...path: readonly string[]) => textAt(body, path);
  const about = { event: '', processor: '', attempt: 0 };
  if (operation === 'PutItem' && at('Item', 'targets', 'L', '0', 'S'))
    return { ...about, step: 'record', event: eventOf(at('Item', 'pk', 'S')) };
  const custody = at('ExpressionAttributeNames', '#custody');
  if (operation === 'UpdateItem' && custody) {
    const next = (...path: readonly string[]) => at('ExpressionAttributeValues', ':next', 'M', ...path);
    return {
      step: STEPS[next('state', 'S')] ?? operation,
      event: eventOf(at('Key', 'pk', 'S')),
      processor: custody.replace('processor:', ''),
      attempt: Number(next('attempts', 'N')),
    };
  }
  if (operation === 'SendMessage') {
    const [, event = ''] = /"id":"([^"]+)"/.exec(at('MessageBody')) ?? [];
    const queue = at('QueueUrl').split('/').at(-1) ?? '';
    return { ...about, step: functionName.includes('erifier') ? 'send' : 'send dead letter', event, processor: queue };
  }
  const [, id = ''] = at('Key').split('/');
  return { ...about, step: operation, event: id && Buffer.from(id, 'base64url').toString() };
}

const eventOf = (pk: string) => pk.slice(pk.indexOf('#') + 1);

function textAt(value: unknown, path: readonly string[]): string {
  let found = value;
  for (const name of path) found = typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined;
  return typeof found === 'string' ? found : '';
}
