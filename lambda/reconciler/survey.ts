import type { Source, Webhooks } from '../../core/configuration.ts';
import { describe } from '../../core/describe.ts';
import { boundedId, type LedgerEntry, ledgerKey } from '../../core/ledger-item.ts';
import {
  type Finding,
  findingOn,
  gather,
  type SentEvent,
  type SentRow,
  type Surveyed,
  type Wanted,
  wantedEvent,
  wantedType,
} from '../../core/reconciliation/missing.ts';
import type { Sweep } from '../../core/reconciliation/progress.ts';
import { fetchedFromProvider } from '../../core/verify.ts';
import type { LedgerEvents } from '../aws/ledger-events.ts';
import { ProviderLimit, ProviderRefusal } from './patient-http.ts';
import type { ProviderApi, SentPage } from './provider-api.ts';

export interface SurveyParts {
  readonly webhooks: Webhooks;
  readonly source: Source;
  readonly api: ProviderApi;
  readonly read: LedgerEvents['read'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly graceMs: number;
  /** No page is asked for after so many, or once this says so. */
  readonly mostPages: number;
  /** Nor once the bodies of so many bytes wait to be taken in. */
  readonly mostBytes: number;
  readonly isOver: () => boolean;
  /** Is called before each page. */
  readonly onStep?: (() => Promise<void>) | undefined;
}

/** What the provider sent, compared with what the ledger has. */
export interface Survey {
  readonly looked: number;
  readonly events: readonly Surveyed[];
  /** Where to go on; present when not everything was looked at. `page` is absent when nothing was. */
  readonly rest?: { readonly page: string | undefined } | undefined;
  /** The provider wants to be left alone until then. */
  readonly limitedUntil?: number | undefined;
}

/** Goes through the pages of a sweep, and finds what the ledger lacks. */
export async function survey(parts: SurveyParts, sweep: Sweep): Promise<Survey> {
  const rows: SentRow[] = [];
  const entries = new Map<string, LedgerEntry>();
  let looked = 0;
  let page = sweep.page;
  let limitedUntil: number | undefined;
  let isOver = false;
  let bytes = 0;
  for (let pages = 0; pages < parts.mostPages && !parts.isOver(); pages++) {
    await parts.onStep?.();
    const found = await listOrRestart(parts, sweep, page, pages === 0);
    if (found instanceof ProviderLimit) {
      limitedUntil = found.until;
      break;
    }
    looked += found.rows.length;
    const wanted = found.rows.filter(({ type }) => wantedType(parts.webhooks, parts.source.name, type) !== 'no');
    for (const [key, entry] of await parts.read(unique(wanted.map((row) => keyOf(parts, row)))))
      entries.set(key, entry);
    const kept = wanted.map((row) => (isHeld(entries.get(keyOf(parts, row))) ? { ...row, delivery: undefined } : row));
    rows.push(...kept);
    bytes += kept.reduce((sum, { delivery }) => sum + (delivery?.body.length ?? 0), 0);
    isOver = found.next === undefined;
    if (isOver) break;
    if (found.next === page) throw new Error('the provider names a page as the one after itself');
    page = found.next;
    if (bytes > parts.mostBytes) break;
  }
  const events = gather(rows).map((event) => ({
    ...event,
    finding: judge(event, entries.get(keyOf(parts, event)), parts),
  }));
  return { looked, events, limitedUntil, ...(!isOver && { rest: { page } }) };
}

/** A page that was noted by an earlier run may be forgotten by now: then the sweep starts anew. */
async function listOrRestart(
  { api }: SurveyParts,
  sweep: Sweep,
  page: string | undefined,
  isFirst: boolean,
): Promise<SentPage | ProviderLimit> {
  try {
    return await api.list(sweep, page);
  } catch (error) {
    if (error instanceof ProviderLimit) return error;
    const isForgotten = error instanceof ProviderRefusal && [400, 404, 410, 422].includes(error.status);
    if (!isFirst || page === undefined || !isForgotten) throw error;
    return api.list(sweep, undefined);
  }
}

const keyOf = ({ source }: SurveyParts, { id }: Pick<SentRow, 'id'>) => ledgerKey(source.name, boundedId(id));

const unique = (keys: readonly string[]) => [...new Set(keys)];

/** Bodies of what is there already would fill the memory. */
const isHeld = (entry: LedgerEntry | undefined) => entry?.targets.every((target) => entry.custody.has(target));

function judge(event: SentEvent, entry: LedgerEntry | undefined, parts: SurveyParts): Finding {
  const { now, graceMs } = parts;
  return findingOn(event, { entry, wanted: wantedBy(event, parts), now: now(), graceMs });
}

/** A `when` can only be asked about an event that is known whole. */
function wantedBy({ type, delivery }: SentEvent, { webhooks, source, now }: SurveyParts): Wanted {
  if (!delivery) return wantedType(webhooks, source.name, type);
  const receipt = { receivedAt: now(), requestId: '' };
  const events = describe(source, fetchedFromProvider(delivery), receipt) ?? [];
  return events.some(({ event }) => wantedEvent(webhooks, event) === 'yes') ? 'yes' : 'no';
}
