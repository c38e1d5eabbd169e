import type { Source } from '../../core/configuration.ts';
import { inParallel } from '../../core/in-parallel.ts';
import { canBeReleased } from '../../core/quarantine.ts';
import { type SecretState, secretStandings } from '../../core/secret-state.ts';
import type { Deployment } from '../deployment.ts';
import { newestKept } from '../quarantine/newest-kept.ts';
import { SAYS } from '../secrets/secret-status.ts';

/** How a source is. */
export interface SourceStatus {
  readonly source: string;
  readonly provider: string;
  readonly secret: SecretState;
  /** When its last event was received, RFC 3339; absent when none ever was, or none that the ledger still knows. */
  readonly lastEvent?: string | undefined;
  /** Requests of the last hour that are in quarantine, up to `MOST_REFUSED`; absent of a stack without a quarantine. */
  readonly refused?: number | undefined;
}

/** So many are counted. */
export const MOST_REFUSED = 100;
const LATELY_MS = 3_600_000;
const AT_ONCE = 8;

/** Reads how sources are. */
export async function sourceStatuses(deployment: Deployment, sources: readonly Source[]): Promise<SourceStatus[]> {
  const { ledgerTable, quarantineBucket, secretPrefix, aws } = deployment;
  // The SDK takes longer to load than everything else here together.
  const [{ openLedgerEvents }, { openQuarantineStore }, { openSecretVersions }] = await Promise.all([
    import('../../lambda/aws/ledger-events.ts'),
    import('../../lambda/aws/quarantine-store.ts'),
    import('../../lambda/aws/secret-versions.ts'),
  ]);
  const events = openLedgerEvents(ledgerTable, aws);
  const secrets = openSecretVersions(aws);
  const quarantine = quarantineBucket ? openQuarantineStore(quarantineBucket, aws) : undefined;
  const now = Date.now();
  const since = new Date(now - LATELY_MS).toISOString();
  return inParallel(sources, AT_ONCE, async ({ name, provider }) => {
    const query = { sources: [name], since, limit: MOST_REFUSED, matches: canBeReleased, now };
    const [version, [newest], kept] = await Promise.all([
      secrets.current(secretPrefix + name),
      events.list({ sources: [name], limit: 1 }),
      quarantine && newestKept(quarantine, query),
    ]);
    const { state } = secretStandings(version?.value, provider.scheme, now);
    return { source: name, provider: provider.id, secret: state, lastEvent: newest?.receivedAt, refused: kept?.length };
  });
}

export const SOURCE_HEADS = ['source', 'secret', 'last event', 'refused in the last hour'];

/** A source's status as a row of a table. */
export const sourceRow = ({ source, secret, lastEvent, refused }: SourceStatus): string[] => [
  source,
  SAYS[secret],
  lastEvent ? `${lastEvent.slice(0, 19).replace('T', ' ')}Z` : 'never',
  refusedText(refused),
];

const refusedText = (refused: number | undefined) => {
  if (refused === undefined) return '-';
  return refused === MOST_REFUSED ? `${refused} or more` : String(refused);
};
