import { tenantPath } from '../../core/tenants.ts';
import type { StoredEntry } from '../../lambda/aws/quarantine-store.ts';
import { localTime } from '../paint.ts';
import { table } from '../table.ts';
import type { Output } from '../terminal.ts';
import type { Checked } from './check-kept.ts';

type Colors = Output['colors'];

/** A request in the quarantine as `--json` prints it: other tools read this. */
export const entryView = ({ source, tenant, requestId, receivedAt, cause, bytes }: StoredEntry) => ({
  source,
  ...(tenant !== undefined && { tenant }),
  request: requestId,
  receivedAt,
  cause,
  bytes,
});

/** A request that was verified again; `verdict` is `releasable`, or why it stays. */
export const checkedView = ({ entry, stays, events }: Checked) => ({
  ...entryView(entry),
  verdict: stays ?? 'releasable',
  events,
});

/** Requests as people read them. */
export const entryTable = (entries: readonly StoredEntry[], colors: Colors) =>
  table(
    ['RECEIVED', 'SOURCE', 'CAUSE', 'BYTES', 'REQUEST'],
    entries.map((entry) => [...cellsOf(entry), String(entry.bytes), entry.requestId]),
    colors,
  );

/** What is good news. */
const GOOD = ['releasable', 'accepted', 'duplicate'];

/** Requests and what has become, or would become, of each. */
export function checkedTable<Request extends Checked>(
  requests: readonly Request[],
  head: string,
  wordOf: (request: Request) => string,
  colors: Colors,
): string {
  const row = (request: Request) => {
    const word = wordOf(request);
    const events = request.events.map(({ type, id }) => `${type} [${id}]`).join(', ');
    const painted = GOOD.includes(word) ? colors.green(word) : colors.yellow(word);
    return [...cellsOf(request.entry), painted, request.entry.requestId, events];
  };
  return table(['RECEIVED', 'SOURCE', 'CAUSE', head, 'REQUEST', 'EVENTS'], requests.map(row), colors);
}

const cellsOf = ({ receivedAt, source, tenant, cause }: StoredEntry) => [
  localTime(new Date(receivedAt)),
  tenantPath(source, tenant),
  cause,
];

/** How often each word occurs, the most frequent first: `wrong-signature 12, handshake 1`. */
export function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([, left], [, right]) => right - left)
    .map(([word, count]) => `${word} ${count}`)
    .join(', ');
}
