import type { Deployment } from '../deployment.ts';
import type { StatusParts } from './secret-status.ts';

/** Opens what says how secrets are used. */
export async function openStatusParts({ ledgerTable, quarantineBucket, aws }: Deployment): Promise<StatusParts> {
  const [{ openLedgerEvents }, { openQuarantineStore }] = await Promise.all([
    import('../../lambda/aws/ledger-events.ts'),
    import('../../lambda/aws/quarantine-store.ts'),
  ]);
  return {
    events: openLedgerEvents(ledgerTable, aws),
    quarantine: quarantineBucket ? openQuarantineStore(quarantineBucket, aws) : undefined,
    now: Date.now(),
  };
}
