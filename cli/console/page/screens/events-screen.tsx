import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { EventRow, Overview } from '../../api.ts';
import { counted, duration, plural, shortTime, wholeTime } from '../format.ts';
import { Notice } from '../parts/notice.tsx';
import { StatusChip } from '../parts/status-chip.tsx';
import { WindowList } from '../parts/window-list.tsx';
import type { EventPages } from '../use-event-pages.ts';
import { useEventPages } from '../use-event-pages.ts';
import { useKeys } from '../use-keys.ts';
import type { Live } from '../use-live.ts';
import { go, hashOf, type PageLocation } from '../use-location.ts';
import { EventDetailPane } from './event-detail-pane.tsx';
import { EventFilters } from './event-filters.tsx';
import { NoEvents } from './no-events.tsx';

interface EventsScreenProps {
  readonly overview: Overview;
  readonly location: PageLocation;
  readonly live: Live;
}

const ROW_HEIGHT = 40;

/** The live list of events, with one of them beside it. */
export function EventsScreen({ overview, location, live }: EventsScreenProps) {
  const { parameters, rest } = location;
  const [source, id] = rest;
  const isOpen = source !== undefined && id !== undefined;
  const filters = Object.fromEntries(parameters);
  const pages = useEventPages(filters, live.tick);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const total = pages.page?.total ?? 0;
  const [cursor, setCursor] = useState(-1);
  const place = (path: readonly string[]) => hashOf(['events', ...path], filters);
  const query = parameters.toString();
  const change = useCallback(
    (name: string, value: string) => {
      const next = new URLSearchParams(query);
      next.set(name, value);
      go(hashOf(['events', ...rest], Object.fromEntries(next)), 'replace');
    },
    [query, rest],
  );
  const select = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index));
    setCursor(next);
    reveal(list.current, next);
    const row = pages.rowAt(next);
    if (isOpen && row) go(place([row.source, row.id]), 'replace');
  };
  useEffect(() => focusRow(list.current, cursor), [cursor]);
  const open = () => {
    const row = pages.rowAt(cursor);
    if (row) go(place([row.source, row.id]));
  };
  const close = () => {
    search.current?.blur();
    if (isOpen) go(place([]));
  };
  useKeys({
    j: () => select(cursor + 1),
    ArrowDown: () => select(cursor + 1),
    k: () => select(cursor - 1),
    ArrowUp: () => select(cursor - 1),
    Enter: open,
    '/': () => search.current?.focus(),
    Escape: close,
  });
  return (
    <>
      <div class="bar">
        <h1>Events</h1>
        <p class="muted">
          <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens, <kbd>/</kbd> searches, <kbd>Esc</kbd> closes
        </p>
      </div>
      <EventFilters overview={overview} parameters={parameters} search={search} onChange={change} />
      <Summary pages={pages} />
      <div class="split" data-open={isOpen}>
        <section class="events" aria-label="Events that fit">
          <div class="heads" aria-hidden="true">
            <span>Received</span>
            <span class="source">Source</span>
            <span>Type</span>
            <span class="id">Id</span>
            <span>Processors</span>
            <span class="ms number-cell">{overview.isLocal ? 'Took' : ''}</span>
          </div>
          {pages.page && total === 0 && <NoEvents overview={overview} isFiltered={query !== ''} />}
          <WindowList
            count={total}
            rowHeight={ROW_HEIGHT}
            label="Events, the newest first"
            element={list}
            onSeen={pages.seen}
            row={(index) => {
              const row = pages.rowAt(index);
              if (!row) return <Coming />;
              const isCurrent = row.source === source && row.id === id;
              return (
                <Row
                  row={row}
                  href={place([row.source, row.id])}
                  isCurrent={isCurrent}
                  onPick={() => setCursor(index)}
                />
              );
            }}
          />
        </section>
        {isOpen && (
          <EventDetailPane
            key={`${source}#${id}`}
            source={source}
            id={id}
            overview={overview}
            tick={live.tick}
            onClose={close}
          />
        )}
      </div>
    </>
  );
}

function Summary({ pages: { page, error } }: { readonly pages: EventPages }) {
  if (error) return <div class="summary">{<Notice tone="bad">{error}</Notice>}</div>;
  if (!page) return <p class="summary">Reading the ledger …</p>;
  const older = page.isFilling ? ', older ones are still being read' : '';
  const cut =
    page.looked >= page.most ? `, the newest ${counted(page.most)}; "breakwater events list" finds older ones` : '';
  return (
    <p class="summary" role="status">
      {page.total === page.looked
        ? `${plural(page.total, 'event')}${cut}${older}`
        : `${counted(page.total)} of ${plural(page.looked, 'event')}${cut}${older}`}
    </p>
  );
}

interface RowProps {
  readonly row: EventRow;
  readonly href: string;
  readonly isCurrent: boolean;
  readonly onPick: () => void;
}

const Row = ({ row, href, isCurrent, onPick }: RowProps) => (
  <a class="row" href={href} aria-current={isCurrent ? 'true' : undefined} onClick={onPick}>
    <span class="time" title={wholeTime(row.receivedAt)}>
      {shortTime(row.receivedAt)}
    </span>
    <span class="source">{row.source}</span>
    <span class="type" title={row.type}>
      {row.type}
    </span>
    <span class="id mono" title={row.id}>
      {row.id}
    </span>
    <span class="states">
      {Object.entries(row.processors).map(([name, view]) => (
        <StatusChip key={name} name={name} view={view} />
      ))}
    </span>
    <span class="ms number-cell muted">{row.ms === undefined ? '' : duration(row.ms)}</span>
  </a>
);

const Coming = () => (
  <div class="row" aria-hidden="true">
    <div class="placeholder" />
    <div class="placeholder" />
    <div class="placeholder" />
  </div>
);

function reveal(list: HTMLDivElement | null, index: number): void {
  if (!list) return;
  const top = index * ROW_HEIGHT;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + ROW_HEIGHT > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW_HEIGHT - list.clientHeight;
}

function focusRow(list: HTMLDivElement | null, index: number): void {
  const item = list?.querySelector(`li[aria-posinset="${index + 1}"] a`);
  if (item instanceof HTMLElement) item.focus({ preventScroll: true });
}
