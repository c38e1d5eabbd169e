import type { LedgerItem } from '../../core/ledger-item.ts';
import { isOfTenant } from '../../core/tenants.ts';
import type { LedgerEvents } from '../../lambda/aws/ledger-events.ts';
import { type Deployment, type DeploymentOptions, findDeployment } from '../deployment.ts';
import { knownSource } from '../known-source.ts';
import { sourcesOf } from '../known-tenant.ts';
import { loadConfiguration } from '../load-configuration.ts';

/** Where a command's events are looked for. */
export interface EventsOptions extends DeploymentOptions {
  readonly config?: string;
  readonly source?: string;
  readonly tenant?: string;
}

/** A deployment's events, and the sources whose events are wanted. */
export interface OpenEvents {
  readonly deployment: Deployment;
  readonly events: LedgerEvents;
  readonly sources: readonly string[];
  /** Whether an event is that of the tenant who was named; absent when nobody was. */
  readonly isTenants: ((row: Pick<LedgerItem, 'pk'>) => boolean) | undefined;
}

/**
 * Opens the events of the deployment that the options mean.
 * @throws {CliError} when there is none, or no such source in its configuration
 */
export async function openEvents(directory: string, options: EventsOptions): Promise<OpenEvents> {
  const deployment = await findDeployment(options);
  const webhooks = await loadConfiguration(directory, options.config ?? deployment.configuration);
  // The SDK takes longer to load than everything else here together.
  const { openLedgerEvents } = await import('../../lambda/aws/ledger-events.ts');
  const events = openLedgerEvents(deployment.ledgerTable, deployment.aws);
  const { source, tenant } = options;
  const named = source === undefined ? Object.keys(webhooks.sources) : [knownSource(webhooks, source)];
  const isTenants =
    tenant === undefined
      ? undefined
      : ({ pk }: Pick<LedgerItem, 'pk'>) => isOfTenant(tenant, pk.slice(pk.indexOf('#') + 1));
  return { deployment, events, sources: sourcesOf(webhooks, named, tenant), isTenants };
}
