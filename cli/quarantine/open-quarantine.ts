import { type Command, Option } from 'commander';
import type { Webhooks } from '../../core/index.ts';
import { QUARANTINE_CAUSES, type QuarantineCause } from '../../core/quarantine.ts';
import type { QuarantineStore, StoredEntry } from '../../lambda/aws/quarantine-store.ts';
import { failed } from '../cli-error.ts';
import { type Deployment, type DeploymentOptions, findDeployment } from '../deployment.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import { parseSince } from '../events/parse-since.ts';
import { knownSource } from '../known-source.ts';
import { sourcesOf } from '../known-tenant.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { progress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';

/** Which requests of which deployment are meant. */
export interface QuarantineOptions extends DeploymentOptions {
  readonly config?: string;
  readonly source?: string;
  readonly tenant?: string;
  readonly cause?: QuarantineCause;
  readonly since?: string;
  readonly json?: boolean;
}

/** A deployment's quarantine, and the sources whose requests are wanted. */
export interface OpenQuarantine {
  readonly deployment: Deployment & { readonly queueUrlPrefix: string };
  readonly webhooks: Webhooks;
  readonly store: QuarantineStore;
  readonly sources: readonly string[];
}

/** Adds the options that say which requests a command works on. */
export const withQuarantineOptions = (command: Command): Command =>
  withDeploymentOptions(
    command
      .option('--source <name>', 'only of this source')
      .option('--tenant <name>', 'only of this tenant')
      .addOption(new Option('--cause <cause>', 'only those that were kept for this').choices(QUARANTINE_CAUSES))
      .option('--since <time>', 'only received since then: 90s, 15m, 1h, 7d, or a date', (text) =>
        parseSince(text, Date.now()),
      )
      .option('--config <file>', 'the configuration with the sources (default: the one that runs)')
      .option('--json', 'print a JSON array'),
  );

/**
 * Opens the quarantine of the deployment that the options mean.
 * @throws {CliError} when there is none, or no such source in its configuration
 */
export async function openQuarantine(directory: string, options: QuarantineOptions): Promise<OpenQuarantine> {
  const deployment = await findDeployment(options);
  const webhooks = await loadConfiguration(directory, options.config ?? deployment.configuration);
  return quarantineOf(deployment, webhooks, options);
}

/**
 * The quarantine of a deployment.
 * @throws {CliError} when there is none, or no such source or tenant
 */
export async function quarantineOf(
  deployment: Deployment,
  webhooks: Webhooks,
  { source, tenant }: { readonly source?: string | undefined; readonly tenant?: string | undefined },
): Promise<OpenQuarantine> {
  const { quarantineBucket, queueUrlPrefix } = deployment;
  if (!quarantineBucket || !queueUrlPrefix)
    throw failed(`${deployment.name} has no quarantine yet: deploy it with this version of Breakwater`);
  const named = source === undefined ? Object.keys(webhooks.sources) : [knownSource(webhooks, source)];
  const sources = sourcesOf(webhooks, named, tenant);
  // The SDK takes longer to load than everything else here together.
  const { openQuarantineStore } = await import('../../lambda/aws/quarantine-store.ts');
  const store = openQuarantineStore(quarantineBucket, deployment.aws);
  return { deployment: { ...deployment, queueUrlPrefix }, webhooks, store, sources };
}

/**
 * The requests that the options mean, of each source the oldest first.
 * @param requests - only those with these ids; none means all
 * @throws {CliError} when there is none with one of the ids
 */
export async function selectRequests(
  { deployment, store, sources }: OpenQuarantine,
  requests: readonly string[],
  { cause, since, tenant }: QuarantineOptions,
  { err }: Terminal,
): Promise<StoredEntry[]> {
  const wanted = new Set(requests);
  const tell = progress(err, (found) => `found ${found} kept requests so far`);
  const selected: StoredEntry[] = [];
  for (const source of sources) {
    for await (const entry of store.list(source, { from: since })) {
      if (cause !== undefined && entry.cause !== cause) continue;
      if (tenant !== undefined && entry.tenant !== tenant) continue;
      if (wanted.size > 0 && !wanted.has(entry.requestId)) continue;
      tell(selected.push(entry));
    }
  }
  const missing = requests.filter((request) => !selected.some(({ requestId }) => requestId === request));
  if (missing.length > 0) throw failed(`the quarantine of ${deployment.name} has no request ${missing.join(', ')}`);
  return selected;
}
