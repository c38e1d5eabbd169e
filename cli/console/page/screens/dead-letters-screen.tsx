import { useRef, useState } from 'preact/hooks';
import type { DeadLetter, DeadLetterQueue } from '../../api.ts';
import { counted, shortTime, wholeTime } from '../format.ts';
import { Empty, Notice } from '../parts/notice.tsx';
import { PlanDialog } from '../parts/plan-dialog.tsx';
import { get } from '../server.ts';
import type { Live } from '../use-live.ts';
import { hashOf, type PageLocation } from '../use-location.ts';
import { useResource } from '../use-resource.ts';

interface DeadLettersScreenProps {
  readonly location: PageLocation;
  readonly live: Live;
}

/** What processors have given up, queue by queue. */
export function DeadLettersScreen({ location: { rest }, live }: DeadLettersScreenProps) {
  const queues = useResource((signal) => get<DeadLetterQueue[]>('dead-letter-queues', {}, signal), [live.tick]);
  // The first that has any stays in view when they are gone: whoever has just moved them wants to see that.
  const first = useRef<string | undefined>(undefined);
  first.current ??= queues.value?.find(({ count }) => count > 0)?.processor;
  const shown = rest[0] ?? first.current;
  return (
    <>
      <div class="bar">
        <h1>Dead letters</h1>
        <button type="button" class="button" onClick={queues.reload}>
          Refresh
        </button>
      </div>
      <div class="screen stack">
        {queues.error && <Notice tone="bad">{queues.error}</Notice>}
        {queues.value && <Queues queues={queues.value} shown={shown} />}
        {queues.value && !shown && (
          <Empty title="No dead letters">
            <p>An event comes here once every attempt of a processor has failed. It waits for 14 days.</p>
          </Empty>
        )}
        {shown && <Letters key={shown} processor={shown} onMoved={queues.reload} />}
      </div>
    </>
  );
}

const Queues = ({
  queues,
  shown,
}: {
  readonly queues: readonly DeadLetterQueue[];
  readonly shown: string | undefined;
}) => (
  <div class="scroll">
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Processor</th>
          <th scope="col" class="number">
            Dead letters
          </th>
          <th scope="col" class="number">
            On its queue
          </th>
          <th scope="col">Redrive</th>
        </tr>
      </thead>
      <tbody>
        {queues.map(({ processor, count, waiting, redrive }) => (
          <tr key={processor} data-on={processor === shown}>
            <th scope="row">
              <a href={hashOf(['dead-letters', processor])}>{processor}</a>
            </th>
            <td class="number">
              {count > 0 ? (
                <span class="chip" data-tone="bad">
                  {counted(count)}
                </span>
              ) : (
                '0'
              )}
            </td>
            <td class="number">{counted(waiting)}</td>
            <td class="muted">{redrive === 'review' ? 'wants a look at each event first' : 'at once'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

function Letters({ processor, onMoved }: { readonly processor: string; readonly onMoved: () => void }) {
  const letters = useResource((signal) => get<DeadLetter[]>('dead-letters', { processor }, signal), [processor]);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [planned, setPlanned] = useState<readonly string[] | undefined>();
  const list = letters.value ?? [];
  const pick = (message: string, isPicked: boolean) => {
    const next = new Set(picked);
    if (isPicked) next.add(message);
    else next.delete(message);
    setPicked(next);
  };
  const close = () => {
    setPlanned(undefined);
    setPicked(new Set());
    letters.reload();
    onMoved();
  };
  if (letters.error) return <Notice tone="bad">{letters.error}</Notice>;
  if (!letters.value) return <p class="muted">Looking into the queue of {processor} …</p>;
  if (list.length === 0) return <p class="muted">{processor} has no dead letters.</p>;
  return (
    <>
      <div class="actions">
        <h2 class="grow">{processor}</h2>
        <button type="button" class="button" disabled={picked.size === 0} onClick={() => setPlanned([...picked])}>
          Redrive {picked.size > 0 ? picked.size : ''} picked …
        </button>
        <button type="button" class="button main" onClick={() => setPlanned([])}>
          Redrive all …
        </button>
      </div>
      <LetterTable letters={list} picked={picked} onPick={pick} />
      {planned && (
        <PlanDialog
          title={
            planned.length === 0
              ? `Redrive every dead letter of ${processor}`
              : `Redrive ${planned.length} of ${processor}`
          }
          path="redrive"
          body={{ processor, ids: planned }}
          verb="Redrive"
          onClose={close}
        />
      )}
    </>
  );
}

interface LetterTableProps {
  readonly letters: readonly DeadLetter[];
  readonly picked: ReadonlySet<string>;
  readonly onPick: (message: string, isPicked: boolean) => void;
}

const LetterTable = ({ letters, picked, onPick }: LetterTableProps) => (
  <div class="scroll">
    <table class="table">
      <thead>
        <tr>
          <th scope="col">
            <span class="hidden-text">Picked</span>
          </th>
          <th scope="col">Given up</th>
          <th scope="col">Event</th>
          <th scope="col">Error</th>
          <th scope="col" class="number">
            Attempts
          </th>
        </tr>
      </thead>
      <tbody>
        {letters.map(({ message, at, source, type, id, error, attempts }) => (
          <tr key={message}>
            <td>
              <input
                type="checkbox"
                aria-label={`Pick ${id ?? message}`}
                checked={picked.has(message)}
                onChange={(event) => onPick(message, event.currentTarget.checked)}
              />
            </td>
            <td class="fixed" title={wholeTime(at)}>
              {shortTime(at)}
            </td>
            <td>
              {source && id ? <a href={hashOf(['events', source, id])}>{type}</a> : 'unreadable'}
              <br />
              <code class="muted">{id ?? message}</code>
            </td>
            <td class="mono">{error}</td>
            <td class="number">{attempts ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
