import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Outcome, Plan } from '../../api.ts';
import { post } from '../server.ts';
import { useResource } from '../use-resource.ts';
import { Notice } from './notice.tsx';

interface PlanDialogProps {
  readonly title: string;
  /** The route that plans is `{path}/plan`. */
  readonly path: string;
  readonly body: object;
  readonly verb: string;
  readonly onClose: (done: boolean) => void;
  readonly children?: ComponentChildren;
}

/** Shows what would be done, and does it once somebody says so. */
export function PlanDialog({ title, path, body, verb, onClose, children }: PlanDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const plan = useResource(() => post<Plan>(`${path}/plan`, body), [path, JSON.stringify(body)]);
  const [isReviewed, setReviewed] = useState(false);
  const [result, setResult] = useState<Outcome | undefined>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const run = async () => {
    setBusy(true);
    const outcome = await post<Outcome>(path, { ...body, confirm: isReviewed }).catch((error: Error) => ({
      text: error.message,
      isGood: false,
    }));
    setResult(outcome);
    setBusy(false);
  };
  const { value, error, isLoading } = plan;
  const mayRun = value !== undefined && !isLoading && value.count > 0 && (!value.needsReview || isReviewed);
  return (
    <dialog ref={dialog} aria-labelledby="plan-title" onClose={() => onClose(result !== undefined)}>
      <div class="dialog">
        <h2 id="plan-title">{title}</h2>
        {!result && children}
        {error && <Notice tone="bad">{error}</Notice>}
        {!error && !result && (
          <pre class="plan">{value && !isLoading ? value.text : 'Looking at what it would be …'}</pre>
        )}
        {value?.needsReview && !result && (
          <label class="check">
            <input
              type="checkbox"
              checked={isReviewed}
              onChange={(event) => setReviewed(event.currentTarget.checked)}
            />
            The configuration wants a look at each event first: I have had it.
          </label>
        )}
        {result && <Notice tone={result.isGood ? 'good' : 'bad'}>{result.text}</Notice>}
        <footer>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {result ? 'Close' : 'Cancel'}
          </button>
          {!result && (
            <button type="button" class="button main" disabled={!mayRun || isBusy} onClick={run}>
              {isBusy ? 'Working …' : verb}
            </button>
          )}
        </footer>
      </div>
    </dialog>
  );
}
