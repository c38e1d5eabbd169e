import { useState } from 'preact/hooks';
import type { KeptPage, KeptRequest, KeptVerdict, Outcome, Overview } from '../../api.ts';
import { shortTime, size, sourcePath, wholeTime } from '../format.ts';
import { Empty, Notice } from '../parts/notice.tsx';
import { get, post } from '../server.ts';
import { useResource } from '../use-resource.ts';

const CAUSES = ['wrong-signature', 'expired-secret', 'stale-timestamp', 'future-timestamp', 'changed-body'];

/** The requests that were refused and kept, with the doctor's verdict on one of them. */
export function QuarantineScreen({ overview }: { readonly overview: Overview }) {
  const [source, setSource] = useState('');
  const [cause, setCause] = useState('');
  const [chosen, setChosen] = useState<KeptRequest | undefined>();
  const kept = useResource((signal) => get<KeptPage>('quarantine', { source, cause }, signal), [source, cause]);
  const requests = kept.value?.requests ?? [];
  return (
    <>
      <div class="bar">
        <h1>Quarantine</h1>
        <select aria-label="Source" value={source} onChange={(event) => setSource(event.currentTarget.value)}>
          <option value="">Every source</option>
          {overview.sources.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <select aria-label="Cause" value={cause} onChange={(event) => setCause(event.currentTarget.value)}>
          <option value="">Every cause</option>
          {CAUSES.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <button type="button" class="button" onClick={kept.reload}>
          Refresh
        </button>
      </div>
      <div class="screen stack">
        {kept.error && <Notice tone="bad">{kept.error}</Notice>}
        {kept.value && requests.length === 0 && (
          <Empty title="Nothing is in quarantine">
            <p>
              A request is kept here for 14 days when its signature or timestamp is refused, so that none is lost to a
              wrong secret.
            </p>
          </Empty>
        )}
        {chosen && (
          <Verdict key={chosen.request} kept={chosen} onReleased={kept.reload} onClose={() => setChosen(undefined)} />
        )}
        {requests.length > 0 && <Requests requests={requests} chosen={chosen} onChoose={setChosen} />}
        {kept.value?.isCut && <p class="muted">These are the newest 500.</p>}
      </div>
    </>
  );
}

interface RequestsProps {
  readonly requests: readonly KeptRequest[];
  readonly chosen: KeptRequest | undefined;
  readonly onChoose: (request: KeptRequest) => void;
}

const Requests = ({ requests, chosen, onChoose }: RequestsProps) => (
  <div class="scroll">
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Received</th>
          <th scope="col">Source</th>
          <th scope="col">Refused for</th>
          <th scope="col" class="number">
            Size
          </th>
          <th scope="col">Request</th>
        </tr>
      </thead>
      <tbody>
        {requests.map((kept) => (
          <tr key={kept.request} data-on={kept.request === chosen?.request}>
            <td class="fixed" title={wholeTime(kept.receivedAt)}>
              {shortTime(kept.receivedAt)}
            </td>
            <td>{sourcePath(kept)}</td>
            <td>
              <span class="chip" data-tone="warn">
                {kept.cause}
              </span>
            </td>
            <td class="number muted">{size(kept.bytes)}</td>
            <td>
              <button type="button" class="link mono" onClick={() => onChoose(kept)}>
                {kept.request}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

interface VerdictProps {
  readonly kept: KeptRequest;
  readonly onReleased: () => void;
  readonly onClose: () => void;
}

function Verdict({ kept: { source, request }, onReleased, onClose }: VerdictProps) {
  const verdict = useResource(
    (signal) => get<KeptVerdict>('quarantine/verdict', { source, request }, signal),
    [source, request],
  );
  const [outcome, setOutcome] = useState<Outcome | undefined>();
  const [isBusy, setBusy] = useState(false);
  const release = async () => {
    setBusy(true);
    const body = { source, requests: [request] };
    setOutcome(
      await post<Outcome>('quarantine/release', body).catch((error: Error) => ({ text: error.message, isGood: false })),
    );
    setBusy(false);
    onReleased();
  };
  const { value, error } = verdict;
  const isReleasable = value?.verdict === 'releasable';
  return (
    <section class="card" aria-label="What the doctor says">
      <header>
        <h2>
          Request <code>{request}</code>
        </h2>
        {value && (
          <span class="chip" data-tone={isReleasable ? 'good' : 'warn'}>
            {isReleasable ? 'would be let in now' : `stays: ${value.verdict}`}
          </span>
        )}
        <div class="actions">
          {value && !outcome && (
            <button type="button" class="button main" disabled={!isReleasable || isBusy} onClick={release}>
              {isBusy ? 'Letting it in …' : 'Release'}
            </button>
          )}
          <button type="button" class="button" onClick={onClose}>
            Close
          </button>
        </div>
      </header>
      {outcome && <Notice tone={outcome.isGood ? 'good' : 'bad'}>{outcome.text}</Notice>}
      {error && <Notice tone="bad">{error}</Notice>}
      {!value && !error && <p class="finding muted">The doctor undoes one mistake after the other …</p>}
      {value && <Findings verdict={value} />}
    </section>
  );
}

function Findings({ verdict: { events, findings, verdict, checks } }: { readonly verdict: KeptVerdict }) {
  if (verdict === 'releasable')
    return (
      <div class="finding">
        <p>
          With today's secrets it verifies: {events.map(({ type, id }) => `${type} [${id}]`).join(', ')}. Released, it
          runs as the event that it would have been.
        </p>
      </div>
    );
  if (findings.length === 0)
    return <p class="finding">Nothing was found that explains it, in {checks} checked signatures.</p>;
  return findings.map(({ id, certain, says, evidence, mend }) => (
    <div class="finding" key={id + evidence}>
      <p>
        <strong>{certain ? 'Certain:' : 'Perhaps:'}</strong> {says}
      </p>
      <p class="muted">Shown by: {evidence}</p>
      <p>To mend it: {mend}</p>
    </div>
  ));
}
