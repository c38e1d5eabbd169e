import type { EventDetail, EventLogLine, EventView } from '../../api.ts';
import { duration, shortTime, wholeTime } from '../format.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { StatusChip } from '../parts/status-chip.tsx';

interface EventTimelineProps {
  readonly detail: EventDetail;
  readonly onRedrive: (processor: string) => void;
  readonly onReplay: (processor: string) => void;
}

type Processor = EventView['processors'][string];

/** What happened to an event, processor by processor. */
export const EventTimeline = ({ detail, onRedrive, onReplay }: EventTimelineProps) => (
  <div class="section">
    {Object.entries(detail.event.processors).map(([name, view]) => (
      <section class="card" key={name} aria-label={`Processor ${name}`}>
        <header>
          <h3>{name}</h3>
          <StatusChip view={view} />
          <span class="muted">{view.attempts === 1 ? '1 attempt' : `${view.attempts} attempts`}</span>
          <div class="actions">
            {view.status === 'failed' ? (
              <button type="button" class="button main" onClick={() => onRedrive(name)}>
                Redrive …
              </button>
            ) : (
              <button type="button" class="button" onClick={() => onReplay(name)}>
                Replay …
              </button>
            )}
          </div>
        </header>
        <ol class="steps">
          {stepsOf(name, view, detail).map((step) => (
            <li key={`${step.at}${step.says}${step.error ?? ''}`} data-tone={step.tone}>
              <time dateTime={step.at} title={wholeTime(step.at)}>
                {shortTime(step.at)}
              </time>
              <div>
                {step.says}
                {step.note && <span class="said"> {step.note}</span>}
                {step.error && <code class="error">{step.error}</code>}
              </div>
            </li>
          ))}
        </ol>
      </section>
    ))}
    {detail.logQuery && (
      <div class="actions">
        <CopyButton label="Copy the query for its log lines (CloudWatch Logs Insights)" text={detail.logQuery} />
      </div>
    )}
  </div>
);

interface Step {
  readonly at: string;
  readonly says: string;
  readonly note?: string;
  readonly error?: string;
  readonly tone?: 'good' | 'bad' | 'warn';
}

function stepsOf(name: string, view: Processor, { event, log }: EventDetail): Step[] {
  const lines = log.filter(({ processor }) => processor === undefined || processor === name);
  const received: Step = { at: event.receivedAt, says: 'Received and recorded' };
  // Every failure is in the log as well, where there is one; the ledger knows those that are older than the log.
  const logged = new Set(lines.map(({ fields }) => fields.error));
  const failures = view.failures
    .filter(({ error }) => !logged.has(error))
    .map(({ attempt, at, error }): Step => ({ at, says: `Attempt ${attempt} failed`, error, tone: 'bad' }));
  const next: Step[] = view.retryAt ? [{ at: view.retryAt, says: 'Next attempt', tone: 'warn' }] : [];
  const known = [...failures, ...lines.map(stepOf)].sort((left, right) => left.at.localeCompare(right.at));
  return [received, ...known.filter(({ says }) => says !== 'accepted'), ...next];
}

function stepOf({ at, level, message, attempt, fields }: EventLogLine): Step {
  const { error, ms, retryInSeconds, ...rest } = fields;
  const which = attempt === undefined ? '' : `attempt ${attempt}`;
  const more = Object.entries(rest)
    .filter(([name]) => !['request', 'outcome', 'type', 'signedBy'].includes(name))
    .map(([name, value]) => `${name} ${value}`);
  const again = retryInSeconds === undefined ? '' : `again in ${retryInSeconds} s`;
  const note = [which, typeof ms === 'number' ? duration(ms) : '', again, ...more].filter(Boolean).join(', ');
  const tone = toneOf(level, message);
  return {
    at,
    says: message,
    ...(note && { note }),
    ...(error !== undefined && { error: String(error) }),
    ...(tone && { tone }),
  };
}

function toneOf(level: string, message: string): Step['tone'] {
  if (level === 'error') return 'bad';
  if (level === 'warn') return 'warn';
  return message === 'done' ? 'good' : undefined;
}
