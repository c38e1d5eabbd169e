import type { CatalogueEntry } from '../../core/catalogue/catalogue-entry.ts';
import { catalogue } from '../../core/catalogue/index.ts';
import type { Source, Webhooks } from '../../core/configuration.ts';
import { apiSecretOf, isApiSecret } from '../../core/names.ts';
import type { SecretVersions } from '../../lambda/aws/secret-versions.ts';
import { wrongUse } from '../cli-error.ts';
import { type Deployment, type DeploymentOptions, findDeployment } from '../deployment.ts';
import { knownSource } from '../events/open-events.ts';
import { loadConfiguration } from '../load-configuration.ts';
import type { Terminal } from '../terminal.ts';

export interface SecretOptions extends DeploymentOptions {
  readonly config?: string;
  readonly json?: boolean;
}

/** The secrets of a deployment. */
export interface OpenSecrets {
  readonly deployment: Deployment;
  readonly webhooks: Webhooks;
  readonly versions: SecretVersions;
}

/** One of them. */
export interface OpenSecret extends OpenSecrets {
  /** As it was typed: a source, or `SOURCE/api`. */
  readonly on: string;
  /** Its name in Secrets Manager. */
  readonly name: string;
  readonly source: Source;
  /** It is not what the source signs with, but what we ask its provider with. */
  readonly isCredential: boolean;
  /** What is known of the provider; absent for a sender of one's own. */
  readonly guide: CatalogueEntry | undefined;
}

/** Opens the secrets of the deployment that the options mean. */
export async function openSecrets(options: SecretOptions, { directory }: Terminal): Promise<OpenSecrets> {
  const deployment = await findDeployment(options);
  const webhooks = await loadConfiguration(directory, options.config ?? deployment.configuration);
  // The SDK takes longer to load than everything else here together.
  const { openSecretVersions } = await import('../../lambda/aws/secret-versions.ts');
  return { deployment, webhooks, versions: openSecretVersions(deployment.aws) };
}

/**
 * Opens one secret.
 * @param on - a source, or `SOURCE/api` for what its provider is asked with
 * @throws {CliError} when there is no such source, or nothing to ask its provider for
 */
export async function openSecret(on: string, options: SecretOptions, terminal: Terminal): Promise<OpenSecret> {
  const opened = await openSecrets(options, terminal);
  return secretNamed(on, opened);
}

/** One of a deployment's secrets by the source that it belongs to. */
export function secretNamed(on: string, opened: OpenSecrets): OpenSecret {
  const { deployment, webhooks } = opened;
  const isCredential = isApiSecret(on);
  const sourceName = knownSource(webhooks, isCredential ? on.slice(0, -apiSecretOf('').length) : on);
  const source = webhooks.sources[sourceName] as Source;
  if (isCredential && !source.reconcile)
    throw wrongUse(`the source "${sourceName}" has no "reconcile" in the configuration, so there is no secret "${on}"`);
  const guides: Readonly<Record<string, CatalogueEntry>> = catalogue;
  const guide = Object.hasOwn(guides, source.provider.id) ? guides[source.provider.id] : undefined;
  return { ...opened, on, name: deployment.secretPrefix + on, source, isCredential, guide };
}

/** Every secret of a deployment, as it is typed. */
export const allSecrets = ({ webhooks }: OpenSecrets) =>
  Object.values(webhooks.sources).flatMap(({ name, reconcile }) => (reconcile ? [name, apiSecretOf(name)] : [name]));
