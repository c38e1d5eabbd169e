import { useState } from 'preact/hooks';
import type { IssuePage, IssueRow, Outcome } from '../../api.ts';
import { ago, plural, wholeTime } from '../format.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Empty, Notice } from '../parts/notice.tsx';
import { PlanDialog } from '../parts/plan-dialog.tsx';
import { get, post } from '../server.ts';
import type { Live } from '../use-live.ts';
import { hashOf } from '../use-location.ts';
import { useResource } from '../use-resource.ts';

const TONES = { open: 'bad', acknowledged: 'warn', resolved: 'good', ignored: undefined } as const;

/** What may be said of an issue that is in a state. */
const SAYINGS = {
  open: ['acknowledged', 'resolved', 'ignored'],
  acknowledged: ['resolved', 'ignored', 'open'],
  resolved: ['open'],
  ignored: ['open'],
} as const;

const WORDS = { open: 'Open again', acknowledged: 'Acknowledge', resolved: 'Resolve', ignored: 'Ignore' } as const;

/** What goes wrong, put together by processor and error. */
export function IssuesScreen({ live }: { readonly live: Live }) {
  const [isAll, setAll] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const [planned, setPlanned] = useState<IssueRow | undefined>();
  const page = useResource((signal) => get<IssuePage>('issues', {}, signal), [live.tick]);
  const issues = page.value?.issues ?? [];
  const shown = issues.filter(({ state }) => isAll || state === 'open' || state === 'acknowledged');
  const mark = async (id: string, state: string) => {
    await post<Outcome>('issues/state', { id, state }).then(
      () => setProblem(undefined),
      (error: Error) => setProblem(error.message),
    );
    page.reload();
  };
  return (
    <>
      <div class="bar">
        <h1>Issues</h1>
        <label class="check muted">
          <input type="checkbox" checked={isAll} onChange={(event) => setAll(event.currentTarget.checked)} />
          Resolved and ignored ones too
        </label>
      </div>
      <div class="screen stack">
        {(page.error ?? problem) && <Notice tone="bad">{page.error ?? problem}</Notice>}
        {page.value && shown.length === 0 && (
          <Empty title="No open issues">
            <p>
              Failures of one processor that say the same are one issue. {plural(page.value.looked, 'event')} were
              looked through
              {issues.length > 0 ? `; ${plural(issues.length, 'issue')} more are resolved or ignored` : ''}.
            </p>
          </Empty>
        )}
        {shown.map((issue) => (
          <IssueCard key={issue.id} issue={issue} onMark={mark} onRedrive={() => setPlanned(issue)} />
        ))}
        {planned && (
          <PlanDialog
            title={`Redrive the dead letters of this issue`}
            path="redrive"
            body={{ processor: planned.processor, ids: [], error: planned.says }}
            verb="Redrive"
            onClose={() => {
              setPlanned(undefined);
              page.reload();
            }}
          />
        )}
      </div>
    </>
  );
}

interface IssueCardProps {
  readonly issue: IssueRow;
  readonly onMark: (id: string, state: string) => void;
  readonly onRedrive: () => void;
}

const IssueCard = ({ issue, onMark, onRedrive }: IssueCardProps) => (
  <article class="card issue" aria-label={`Issue ${issue.id}`}>
    <div class="stack">
      <p class="says">
        <code>{issue.errorClass}</code> {issue.says}
      </p>
      <p class="facts">
        <span class="chip" data-tone={TONES[issue.state]}>
          {issue.isBack ? 'open again' : issue.state}
        </span>
        <span>{issue.processor}</span>
        <span>
          {plural(issue.events, 'event')}, {issue.givenUp} given up
        </span>
        <span title={wholeTime(issue.lastSeen)}>last seen {ago(issue.lastSeen)}</span>
        <span title={wholeTime(issue.firstSeen)}>first {ago(issue.firstSeen)}</span>
      </p>
      <p class="muted">
        Such as <a href={hashOf(['events', issue.sample.source, issue.sample.id])}>{issue.sample.id}</a>:{' '}
        <code>{issue.sample.error}</code>
      </p>
    </div>
    <div class="actions">
      {issue.givenUp > 0 && (
        <button type="button" class="button main" onClick={onRedrive}>
          Redrive …
        </button>
      )}
      {SAYINGS[issue.state].map((state) => (
        <button key={state} type="button" class="button" onClick={() => onMark(issue.id, state)}>
          {WORDS[state]}
        </button>
      ))}
      {issue.givenUp > 0 && <CopyButton label="Copy command" text={issue.redrive} />}
    </div>
  </article>
);
