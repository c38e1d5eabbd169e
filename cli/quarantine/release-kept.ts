import { DEFAULT_CLAIM_CHECK_KB } from '../../core/claim-check.ts';
import { inParallel } from '../../core/in-parallel.ts';
import type { StoredEntry } from '../../lambda/aws/quarantine-store.ts';
import { errorText, jsonLog } from '../../lambda/log.ts';
import type { TakeInParts, TakenIn } from '../../lambda/verifier/take-in.ts';
import { failed } from '../cli-error.ts';
import { progress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';
import { type Checked, MOST_AT_ONCE, recheckKept } from './check-kept.ts';
import type { OpenQuarantine } from './open-quarantine.ts';
import type { RecheckParts, Stay } from './recheck-request.ts';

/** What has become of a request: what the verifier would have answered, or why it stays. */
export type Outcome = TakenIn['outcome'] | Stay;

export interface Released extends Checked {
  readonly outcome: Outcome;
}

/** The outcomes after which the ledger has the event, and the quarantine need not. */
const HAS_LEFT: readonly Outcome[] = ['accepted', 'duplicate'];

export const hasLeft = ({ outcome }: Released) => HAS_LEFT.includes(outcome);

type Path = Omit<TakeInParts, 'onChangedBody'>;

/** Opens the path of an event that was verified, as the verifier has it. */
export async function openPath(
  { deployment, webhooks }: Pick<OpenQuarantine, 'deployment' | 'webhooks'>,
  { err }: Terminal,
): Promise<Path> {
  const { claimCheckBucket } = deployment;
  if (!claimCheckBucket)
    throw failed(`${deployment.name} has no bucket for large bodies yet: deploy it with this version of Breakwater`);
  const [{ openClaimChecks }, { openLedger }, { openQueues }, { sendTo }] = await Promise.all([
    import('../../lambda/aws/claim-checks.ts'),
    import('../../lambda/aws/ledger.ts'),
    import('../../lambda/aws/queues.ts'),
    import('../../lambda/verifier/send-to.ts'),
  ]);
  return {
    webhooks,
    claimChecks: openClaimChecks(claimCheckBucket, deployment.aws),
    claimCheckKb: DEFAULT_CLAIM_CHECK_KB,
    ledger: openLedger(deployment.ledgerTable, deployment.aws),
    send: sendTo({ queues: openQueues(deployment.aws), webhooks, queueUrlPrefix: deployment.queueUrlPrefix ?? '' }),
    now: Date.now,
    log: jsonLog(err.write),
  };
}

/** Lets requests in that verify, each as the event that it would have been when it was received. */
export async function releaseKept(
  checked: readonly Checked[],
  { store }: Pick<OpenQuarantine, 'store'>,
  parts: RecheckParts,
  path: Path,
  { err }: Terminal,
): Promise<Released[]> {
  const release = async (request: Checked): Promise<Released> => {
    const outcome = request.stays ?? (await releaseOne(request.entry, store, parts, path));
    return { ...request, outcome };
  };
  const tell = progress(err, (done) => `${done} of ${checked.length} requests are done`);
  return inParallel(checked, MOST_AT_ONCE, release, tell);
}

/** Verified once more, since only what was just verified can be let in. */
async function releaseOne(entry: StoredEntry, store: OpenQuarantine['store'], parts: RecheckParts, path: Path) {
  const { receivedAt, requestId, key } = entry;
  try {
    const recheck = await recheckKept(entry, store, parts);
    if (recheck.stays !== undefined) return recheck.stays;
    let isChanged = false;
    const onChangedBody = () => {
      isChanged = true;
    };
    const { takeIn } = await import('../../lambda/verifier/take-in.ts');
    const received = { receivedAt: Date.parse(receivedAt), requestId };
    const { outcome } = await takeIn(recheck.source, recheck.delivery, received, { ...path, onChangedBody });
    // The event was accepted with another body meanwhile: this is the only copy of the difference.
    if (isChanged && outcome === 'duplicate') return 'changed-body';
    if (HAS_LEFT.includes(outcome)) await store.remove(key);
    return outcome;
  } catch (error) {
    path.log.error('not released', { request: requestId, error: errorText(error) });
    return 'unavailable';
  }
}
