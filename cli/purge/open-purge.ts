import type { Webhooks } from '../../core/index.ts';
import type { LedgerEntry } from '../../core/ledger-item.ts';
import { openDesk } from '../dead-letters/desk.ts';
import type { Deployment } from '../deployment.ts';
import { receiversOf } from '../known-processor.ts';
import { inArchive } from './in-archive.ts';
import { inClaimChecks } from './in-claim-checks.ts';
import { inDeadLetters } from './in-dead-letters.ts';
import { inLedger } from './in-ledger.ts';
import { inQuarantine } from './in-quarantine.ts';
import type { Place } from './place.ts';

/** Everything that a purge works with. */
export interface OpenPurge {
  /** In the order in which they are searched. */
  readonly places: readonly Place[];
  /** The ledger's entries, by their keys. */
  readonly entries: (keys: readonly string[]) => Promise<ReadonlyMap<string, LedgerEntry>>;
  /** About how many messages lie on the queues of processors. */
  readonly waiting: () => Promise<number>;
}

/** Opens all that a deployment keeps of events. */
export async function openPurge(deployment: Deployment, webhooks: Webhooks, signal: AbortSignal): Promise<OpenPurge> {
  const { aws, ledgerTable, archiveBucket, claimCheckBucket, quarantineBucket, queueUrlPrefix } = deployment;
  // The SDK takes longer to load than everything else here together.
  const [archive, rewrite, checks, bodies, quarantine, events, scrub] = await Promise.all([
    import('../../lambda/aws/archive-store.ts'),
    import('../../lambda/aws/archive-rewrite.ts'),
    import('../../lambda/aws/claim-check-store.ts'),
    import('../../lambda/aws/claim-checks.ts'),
    import('../../lambda/aws/quarantine-store.ts'),
    import('../../lambda/aws/ledger-events.ts'),
    import('../../lambda/aws/ledger-scrub.ts'),
  ]);
  const ledger = events.openLedgerEvents(ledgerTable, aws);
  const receivers = queueUrlPrefix ? receiversOf(webhooks) : [];
  const desks = await Promise.all(receivers.map((receiver) => openDesk(deployment, receiver, signal)));
  const places = [
    archiveBucket &&
      inArchive(archive.openArchiveStore(archiveBucket, aws), rewrite.openArchiveRewrite(archiveBucket, aws)),
    claimCheckBucket &&
      inClaimChecks(checks.openClaimCheckStore(claimCheckBucket, aws), bodies.openClaimChecks(claimCheckBucket, aws)),
    inDeadLetters(desks),
    quarantineBucket && inQuarantine(quarantine.openQuarantineStore(quarantineBucket, aws)),
    inLedger(ledger, scrub.openLedgerScrub(ledgerTable, aws)),
  ];
  return {
    places: places.filter((place) => typeof place === 'object'),
    entries: ledger.read,
    async waiting() {
      const counts = await Promise.all(desks.map(({ contents, queueUrl }) => contents.count(queueUrl)));
      return counts.reduce((sum, { visible, held }) => sum + visible + held, 0);
    },
  };
}
