import { useId, useState } from 'preact/hooks';
import type { EventContent, EventView, NoContent } from '../../api.ts';
import { bytesOf, hexDump, partsOf, textOf } from '../body-text.ts';
import { size } from '../format.ts';
import { JsonTree } from '../parts/json-tree.tsx';
import { Notice } from '../parts/notice.tsx';
import type { Resource } from '../use-resource.ts';
import { EventDiff } from './event-diff.tsx';

interface EventTabsProps {
  readonly event: EventView;
  readonly content: Resource<EventContent | NoContent>;
}

const TABS = ['Body', 'Raw', 'Request', 'Envelope', 'Compare'] as const;

type Tab = (typeof TABS)[number];

/** The body of an event in several ways, and what came with it. */
export function EventTabs({ event, content }: EventTabsProps) {
  const [tab, setTab] = useState<Tab>('Body');
  const id = useId();
  const move = (step: number) => {
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] ?? 'Body';
    setTab(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  const pressed = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowRight') move(1);
    if (key === 'ArrowLeft') move(-1);
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label="What the event holds" onKeyDown={pressed}>
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === tab}
            aria-controls={`${id}-panel`}
            tabIndex={name === tab ? 0 : -1}
            onClick={() => setTab(name)}
          >
            {name}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls has to be reached by keys */}
      <div class="section" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`} tabIndex={0}>
        <Panel tab={tab} event={event} content={content} />
      </div>
    </>
  );
}

function Panel({ tab, event, content: { value, error } }: EventTabsProps & { readonly tab: Tab }) {
  if (error) return <Notice tone="bad">{error}</Notice>;
  if (!value) return <p class="muted">Looking for the body …</p>;
  if (value.from === 'nowhere') return <Notice>{value.why}</Notice>;
  switch (tab) {
    case 'Body':
      return <Body content={value} />;
    case 'Raw':
      return <Raw content={value} />;
    case 'Request':
      return <Request content={value} />;
    case 'Envelope':
      return <Envelope event={event} content={value} />;
    case 'Compare':
      return <EventDiff event={event} content={value} />;
  }
}

const PLACES = {
  delivery: 'from the deliveries that this run keeps',
  archive: 'from the archive',
  'dead-letter': 'from the dead-letter queue',
} as const;

const Whence = ({ from, bytes, contentType }: EventContent) => (
  <p class="muted">
    {size(bytes)}, {contentType || 'no content type'}, {PLACES[from]}
  </p>
);

function Body({ content }: { readonly content: EventContent }) {
  const text = textOf(bytesOf(content.base64));
  const value = text === undefined ? undefined : partsOf(text, content.contentType);
  return (
    <>
      <Whence {...content} />
      {value !== null && typeof value === 'object' ? (
        <div class="code">
          <JsonTree value={value} />
        </div>
      ) : (
        <pre class="code wraps">{text ?? 'These bytes are no text: see Raw.'}</pre>
      )}
    </>
  );
}

const MOST_SHOWN = 200_000;

function Raw({ content }: { readonly content: EventContent }) {
  const bytes = bytesOf(content.base64);
  const text = textOf(bytes);
  return (
    <>
      <Whence {...content} />
      {text !== undefined && <pre class="code wraps">{text.slice(0, MOST_SHOWN)}</pre>}
      <h3>Bytes{bytes.length > 4096 ? ', the first 4,096' : ''}</h3>
      <pre class="code">{hexDump(bytes)}</pre>
    </>
  );
}

const Request = ({ content: { request } }: { readonly content: EventContent }) =>
  request ? (
    <>
      <p class="muted">
        {request.method} {request.path}; signatures, cookies and credentials are never kept.
      </p>
      <dl class="pairs">
        {request.headers.map(([name, value]) => (
          <Pair key={`${name}${value}`} name={name} value={value} />
        ))}
      </dl>
    </>
  ) : (
    <Notice>
      Headers are kept by a local run, for its latest 10,000 deliveries, and in the quarantine. Archive and queues keep
      the body and what is known of the event.
    </Notice>
  );

const Pair = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

function Envelope({ event, content }: { readonly event: EventView; readonly content: EventContent }) {
  const { id, source, type, time, provider, receivedAt } = event;
  const known = { id, source, type, time, provider, receivedAt, contentType: content.contentType };
  const facts: Readonly<Record<string, string>> = content.envelope ?? known;
  return (
    <>
      <p class="muted">What processors get beside the body, as CloudEvents 1.0 on the queue.</p>
      <dl class="pairs">
        {Object.entries(facts).map(([name, value]) => (
          <Pair key={name} name={name} value={value} />
        ))}
      </dl>
    </>
  );
}
