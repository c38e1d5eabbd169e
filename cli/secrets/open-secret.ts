import type { CatalogueEntry } from '../../core/catalogue/catalogue-entry.ts';
import { catalogue } from '../../core/catalogue/index.ts';
import { takesRequests, type Webhooks } from '../../core/configuration.ts';
import { apiSecretOf, isApiSecret } from '../../core/names.ts';
import { type AddressedSource, tenantPath } from '../../core/tenants.ts';
import type { SecretVersions } from '../../lambda/aws/secret-versions.ts';
import { wrongUse } from '../cli-error.ts';
import { type Deployment, type DeploymentOptions, findDeployment } from '../deployment.ts';
import { knownAddress } from '../known-tenant.ts';
import { loadConfiguration } from '../load-configuration.ts';
import type { Terminal } from '../terminal.ts';

export interface SecretOptions extends DeploymentOptions {
  readonly config?: string;
  readonly tenant?: string;
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
  /** A source, `SOURCE/TENANT`, or `SOURCE/api`. */
  readonly on: string;
  /** The same as it is typed: `SOURCE --tenant TENANT`. */
  readonly typed: string;
  /** Its name in Secrets Manager. */
  readonly name: string;
  readonly source: AddressedSource;
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
  return secretNamed(on, opened, options.tenant);
}

/** One of a deployment's secrets by the source that it belongs to. */
export function secretNamed(typed: string, opened: OpenSecrets, tenant?: string): OpenSecret {
  const { deployment, webhooks } = opened;
  const isCredential = isApiSecret(typed);
  const source = knownAddress(webhooks, isCredential ? typed.slice(0, -apiSecretOf('').length) : typed, tenant);
  if (isCredential && !source.reconcile)
    throw wrongUse(
      `the source "${source.name}" has no "reconcile" in the configuration, so there is no secret "${typed}"`,
    );
  if (!isCredential && !takesRequests(source))
    throw wrongUse(`the events of source "${source.name}" come from ${source.from?.eventSource}, so it has no secret`);
  const on = isCredential ? typed : tenantPath(source.name, tenant);
  const guides: Readonly<Record<string, CatalogueEntry>> = catalogue;
  const guide = Object.hasOwn(guides, source.provider.id) ? guides[source.provider.id] : undefined;
  const said = tenant === undefined ? typed : `${typed} --tenant ${tenant}`;
  return { ...opened, on, typed: said, name: deployment.secretPrefix + on, source, isCredential, guide };
}

/** Which secret it is, as `--json` prints it. */
export const idOf = ({ on, source: { name, tenant } }: Pick<OpenSecret, 'on' | 'source'>) =>
  tenant === undefined ? { source: on } : { source: name, tenant };
