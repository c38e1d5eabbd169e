import { DEFAULT_CLAIM_CHECK_KB } from '../../core/claim-check.ts';
import type { Webhooks } from '../../core/index.ts';
import { isOrdered, placeOf } from '../../core/queue-place.ts';
import type { ReplayLog } from '../../lambda/aws/replay-log.ts';
import { failed } from '../cli-error.ts';
import type { Deployment } from '../deployment.ts';
import type { ReplayParts } from './replay-events.ts';
import type { SelectionParts } from './selected-events.ts';

/** Everything that a replay works with. */
export interface OpenReplay {
  readonly selecting: SelectionParts;
  readonly sending: Omit<ReplayParts, 'mayStart' | 'tell'>;
  readonly log: ReplayLog;
}

/** Opens what a replay works with. */
export async function openReplay(deployment: Deployment, webhooks: Webhooks): Promise<OpenReplay> {
  const { name, aws, ledgerTable, archiveBucket, claimCheckBucket, queueUrlPrefix } = deployment;
  if (!archiveBucket)
    throw failed(
      `${name} keeps no archive, and its ledger has no bodies: say "archive: true" in the configuration to be able to replay what comes from then on, see docs/archive.md`,
    );
  if (!claimCheckBucket || !queueUrlPrefix)
    throw failed(`${name} has no bucket for large bodies yet: deploy it with this version of Breakwater`);
  // The SDK takes longer to load than everything else here together.
  const [archive, claimChecks, ledger, ledgerEvents, queues, replayLog, verifier] = await Promise.all([
    import('../../lambda/aws/archive-store.ts'),
    import('../../lambda/aws/claim-checks.ts'),
    import('../../lambda/aws/ledger.ts'),
    import('../../lambda/aws/ledger-events.ts'),
    import('../../lambda/aws/queues.ts'),
    import('../../lambda/aws/replay-log.ts'),
    import('../../lambda/verifier/send-to.ts'),
  ]);
  const entries = ledger.openLedger(ledgerTable, aws);
  const log = replayLog.openReplayLog(ledgerTable, aws);
  const laneOf: ReplayParts['laneOf'] = (processorName, event) => {
    const processor = webhooks.processors[processorName];
    return processor && isOrdered(processor) ? `${processorName} ${placeOf(processor, event)?.group}` : undefined;
  };
  return {
    log,
    selecting: {
      webhooks,
      store: archive.openArchiveStore(archiveBucket, aws),
      receivedAt: async (source, id) => (await entries.read(source, id))?.receivedAt,
    },
    sending: {
      log,
      ledger: entries,
      states: ledgerEvents.openLedgerEvents(ledgerTable, aws).read,
      claimChecks: claimChecks.openClaimChecks(claimCheckBucket, aws),
      claimCheckKb: DEFAULT_CLAIM_CHECK_KB,
      send: verifier.sendTo({ queues: queues.openQueues(aws), webhooks, queueUrlPrefix }),
      laneOf,
      now: Date.now,
    },
  };
}
