import type { Webhooks } from '../../core/index.ts';
import type { LedgerEvents } from '../../lambda/aws/ledger-events.ts';
import { wrongUse } from '../cli-error.ts';
import { type Deployment, type DeploymentOptions, findDeployment } from '../deployment.ts';
import { loadConfiguration } from '../load-configuration.ts';

/** Where a command's events are looked for. */
export interface EventsOptions extends DeploymentOptions {
  readonly config?: string;
  readonly source?: string;
}

/** A deployment's events, and the sources whose events are wanted. */
export interface OpenEvents {
  readonly deployment: Deployment;
  readonly events: LedgerEvents;
  readonly sources: readonly string[];
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
  return {
    deployment,
    events,
    sources: options.source === undefined ? Object.keys(webhooks.sources) : [knownSource(webhooks, options.source)],
  };
}

/** The name of a source, if there is one of that name. */
export function knownSource({ sources }: Webhooks, name: string): string {
  if (Object.hasOwn(sources, name)) return name;
  throw wrongUse(`there is no source "${name}"; there are: ${Object.keys(sources).join(', ')}`);
}
