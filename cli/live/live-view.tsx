import { Box, Text, useInput, useWindowSize } from 'ink';
import { useSyncExternalStore } from 'react';
import { type Intent, intentsOf } from './live-keys.ts';
import { detailLines, eventLine, type Piece } from './live-lines.ts';
import { eventLookedAt, keyOf, type LiveState, shownEvents, windowOf } from './live-state.ts';
import type { LiveStore } from './live-store.ts';

/** What stands above the list. */
export interface LiveHeading {
  /** One line: what is followed, and where. */
  readonly title: string;
  /** Sources with their URLs, and processors. */
  readonly lines: readonly string[];
}

export interface LiveViewProps {
  readonly store: LiveStore;
  readonly heading: LiveHeading;
  readonly onIntent: (intent: Intent) => void;
}

const LOG_LINES = 3;
/** The heading leaves room for so many events. */
const FEWEST_ROWS = 4;
/** Title, rule above the log, help. */
const FIXED_LINES = 3;

/** Events as they come in, in a terminal of any size. */
export function LiveView({ store, heading, onIntent }: LiveViewProps) {
  const state = useSyncExternalStore(store.subscribe, store.read);
  const { columns, rows } = useWindowSize();
  useInput((input, key) => {
    // Several keys at once are what somebody pastes, or types quickly.
    const inputs = input.length > 1 && !key.ctrl && state.mode !== 'filter' ? [...input] : [input];
    for (const each of inputs) for (const intent of intentsOf(store.read(), each, key)) onIntent(intent);
  });
  const log = state.log.slice(-LOG_LINES);
  const most = Math.max(0, rows - FIXED_LINES - LOG_LINES - FEWEST_ROWS);
  const headerLines = state.header === 'closed' ? [] : heading.lines.slice(0, most);
  const room = Math.max(1, rows - FIXED_LINES - headerLines.length - log.length);
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Line
        pieces={[
          { text: heading.title, bold: true },
          { text: headerHint(state), dim: true },
        ]}
      />
      {headerLines.map((text) => (
        <Line key={text} pieces={[{ text }]} />
      ))}
      <Box flexDirection="column" height={room} overflow="hidden">
        {state.mode === 'details' ? <Details state={state} room={room} /> : <List {...{ state, room, columns }} />}
      </Box>
      <Line pieces={[{ text: '─'.repeat(columns), dim: true }]} />
      {log.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a log may be the same
        <Line key={index} pieces={[{ text, dim: true }]} />
      ))}
      <Line pieces={footer(state)} />
    </Box>
  );
}

const headerHint = ({ header, filter }: LiveState) =>
  `  [i] ${header === 'closed' ? 'sources' : 'less'}${filter === '' ? '' : `  filter: ${filter}`}`;

function List({
  state,
  room,
  columns,
}: {
  readonly state: LiveState;
  readonly room: number;
  readonly columns: number;
}) {
  const shown = shownEvents(state);
  if (shown.length === 0)
    return <Line pieces={[{ text: state.filter ? 'nothing fits the filter' : 'waiting for events', dim: true }]} />;
  const looked = eventLookedAt(state);
  const at = looked ? shown.indexOf(looked) : shown.length - 1;
  const { from, to } = windowOf(shown.length, at, room);
  return shown
    .slice(from, to)
    .map((event) => (
      <Line
        key={keyOf(event)}
        pieces={[{ text: event === looked ? '> ' : '  ', color: 'cyan' }, ...eventLine(event, columns)]}
      />
    ));
}

function Details({ state, room }: { readonly state: LiveState; readonly room: number }) {
  const event = eventLookedAt(state);
  if (!event) return null;
  const body = state.body?.of === keyOf(event) ? state.body.text : undefined;
  const lines = detailLines(event, body);
  const from = Math.min(state.scrolled, Math.max(0, lines.length - room));
  return lines.slice(from, from + room).map((pieces, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands at its place
    <Line key={index} pieces={pieces} />
  ));
}

function footer(state: LiveState): readonly Piece[] {
  const { mode, filter, notice } = state;
  if (mode === 'filter') return [{ text: `/${filter}▏ ` }, { text: 'enter: keep • esc: all events', dim: true }];
  const event = eventLookedAt(state);
  if (mode === 'replay' && event) {
    const names = Object.keys(event.processors).map((name, index) => `${index + 1}: ${name}`);
    return [{ text: `replay? y: all • ${names.join(' • ')} • any other key: no`, color: 'yellow' }];
  }
  if (notice) return [{ text: notice, color: 'yellow' }];
  if (mode === 'details')
    return [{ text: 'esc back • ↑↓ others • page up/down • r replay • o console • q quit', dim: true }];
  return [{ text: '↑↓ select • enter details • r replay • o console • / filter • q quit', dim: true }];
}

function Line({ pieces }: { readonly pieces: readonly Piece[] }) {
  return (
    <Text wrap="truncate-end">
      {pieces.map(({ text, color, dim, bold }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is what stands at its place
        <Text key={index} {...(color && { color })} dimColor={dim ?? false} bold={bold ?? false}>
          {text}
        </Text>
      ))}
    </Text>
  );
}
