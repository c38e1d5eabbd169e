import { useState } from 'preact/hooks';
import type { EventContent, EventDetail, EventView, NoContent, Overview } from '../../api.ts';
import { bytesOf, textOf } from '../body-text.ts';
import { curlCommand } from '../curl-command.ts';
import { ago, sourcePath, wholeTime } from '../format.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Icon } from '../parts/icons.tsx';
import { Notice } from '../parts/notice.tsx';
import { PlanDialog } from '../parts/plan-dialog.tsx';
import { get } from '../server.ts';
import { useResource } from '../use-resource.ts';
import { EventTabs } from './event-tabs.tsx';
import { EventTimeline } from './event-timeline.tsx';

interface EventDetailPaneProps {
  readonly source: string;
  readonly id: string;
  readonly overview: Overview;
  readonly tick: number;
  readonly onClose: () => void;
}

/** Everything about one event. */
export function EventDetailPane({ source, id, overview, tick, onClose }: EventDetailPaneProps) {
  const detail = useResource((signal) => get<EventDetail>('event', { source, id }, signal), [source, id, tick]);
  const content = useResource(
    (signal) => get<EventContent | NoContent>('content', { source, id }, signal),
    [source, id],
  );
  const [planned, setPlanned] = useState<Planned | undefined>();
  const { value } = detail;
  return (
    <section class="detail" aria-label={`Event ${id}`}>
      <header>
        <div class="title">
          <div>
            <h2>{value?.event.type ?? (detail.error ? 'No such event' : '…')}</h2>
            <code>{id}</code>
          </div>
          <button type="button" class="button plain" onClick={onClose} aria-label="Close the event">
            <Icon name="close" />
          </button>
        </div>
        {value && <Facts event={value.event} />}
        {value && (
          <div class="actions">
            <button type="button" class="button" onClick={() => setPlanned({ kind: 'replay' })}>
              <Icon name="replay" /> Replay …
            </button>
            <CopyAs content={content.value} overview={overview} event={value.event} />
          </div>
        )}
      </header>
      {detail.error && (
        <div class="section">
          <Notice tone="bad">{detail.error}</Notice>
        </div>
      )}
      {value && (
        <EventTimeline
          detail={value}
          onRedrive={(processor) => setPlanned({ kind: 'redrive', processor })}
          onReplay={(processor) => setPlanned({ kind: 'replay', processor })}
        />
      )}
      {value && <EventTabs event={value.event} content={content} />}
      {planned && value && (
        <Doing
          planned={planned}
          event={value.event}
          onClose={() => {
            setPlanned(undefined);
            detail.reload();
          }}
        />
      )}
    </section>
  );
}

type Planned =
  | { readonly kind: 'replay'; readonly processor?: string }
  | { readonly kind: 'redrive'; readonly processor: string };

const Facts = ({ event }: { readonly event: EventView }) => (
  <p class="facts">
    <span>
      from <code>{sourcePath(event)}</code>
    </span>
    <span title={wholeTime(event.receivedAt)}>received {ago(event.receivedAt)}</span>
    <span>happened {wholeTime(event.time)}</span>
    {event.archive && <span>archive: {event.archive}</span>}
  </p>
);

interface CopyAsProps {
  readonly content: EventContent | NoContent | undefined;
  readonly overview: Overview;
  readonly event: EventView;
}

function CopyAs({ content, overview, event }: CopyAsProps) {
  const isPosted = overview.sources.find(({ name }) => name === event.source)?.takesRequests;
  if (!isPosted || !content || content.from === 'nowhere') return null;
  const text = textOf(bytesOf(content.base64));
  if (text === undefined) return null;
  return (
    <CopyButton label="Copy as curl" text={curlCommand(`${overview.webhookUrl}/${sourcePath(event)}`, content, text)} />
  );
}

interface DoingProps {
  readonly planned: Planned;
  readonly event: EventView;
  readonly onClose: () => void;
}

function Doing({ planned, event: { source, id, processors }, onClose }: DoingProps) {
  const [processor, setProcessor] = useState(planned.processor ?? '');
  if (planned.kind === 'redrive')
    return (
      <PlanDialog
        title={`Redrive this event for ${planned.processor}`}
        path="redrive"
        body={{ processor: planned.processor, ids: [id] }}
        verb="Redrive"
        onClose={onClose}
      />
    );
  return (
    <PlanDialog
      title="Replay this event"
      path="replay"
      body={{ source, id, processor }}
      verb="Replay"
      onClose={onClose}
    >
      <label class="field">
        Processor
        <select value={processor} onChange={(event) => setProcessor(event.currentTarget.value)}>
          <option value="">Every processor that wants it today</option>
          {Object.keys(processors).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </PlanDialog>
  );
}
