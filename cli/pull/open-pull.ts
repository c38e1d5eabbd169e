import { DEFAULT_CLAIM_CHECK_KB } from '../../core/claim-check.ts';
import type { Webhooks } from '../../core/index.ts';
import { jsonLog } from '../../lambda/log.ts';
import { failed } from '../cli-error.ts';
import type { Deployment } from '../deployment.ts';
import type { SelectionParts } from '../replay/selected-events.ts';
import type { PullParts } from './pull-events.ts';

/** Everything that a pull works with. */
export interface OpenPull {
  /** Where the events come from. */
  readonly selecting: SelectionParts;
  /** Where they go. */
  readonly into: Omit<PullParts, 'mayGo' | 'tell'>;
}

/**
 * Opens the archive of one deployment, and the ledger and queues of another.
 * @throws {CliError} when the first keeps no archive
 */
export async function openPull(from: Deployment, to: Deployment, webhooks: Webhooks): Promise<OpenPull> {
  if (!from.archiveBucket)
    throw failed(
      `${from.name} keeps no archive, and its ledger has no bodies: say "archive: true" in its configuration and deploy it to be able to pull what comes from then on (docs/archive.md); "breakwater start --tunnel" lets a provider send to this machine`,
    );
  const { ledgerTable, queueUrlPrefix, claimCheckBucket, aws } = to;
  if (!queueUrlPrefix || !claimCheckBucket) throw failed(`${to.name} is of an older version: start it again`);
  // The SDK takes longer to load than everything else here together.
  const [archive, claimChecks, ledger, queues, verifier] = await Promise.all([
    import('../../lambda/aws/archive-store.ts'),
    import('../../lambda/aws/claim-checks.ts'),
    import('../../lambda/aws/ledger.ts'),
    import('../../lambda/aws/queues.ts'),
    import('../../lambda/verifier/send-to.ts'),
  ]);
  return {
    selecting: {
      webhooks,
      store: archive.openArchiveStore(from.archiveBucket, from.aws),
      receivedAt: async () => undefined,
    },
    into: {
      webhooks,
      ledger: ledger.openLedger(ledgerTable, aws),
      claimChecks: claimChecks.openClaimChecks(claimCheckBucket, aws),
      claimCheckKb: DEFAULT_CLAIM_CHECK_KB,
      send: verifier.sendTo({ queues: queues.openQueues(aws), webhooks, queueUrlPrefix }),
      now: Date.now,
      // What fails is told by the command itself.
      log: jsonLog(() => undefined),
    },
  };
}
