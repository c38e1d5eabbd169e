import { secretEntries, signingSecret } from '../../core/secrets.ts';
import { type AddressedSource, tenantPath } from '../../core/tenants.ts';
import { failed } from '../cli-error.ts';
import type { Deployment } from '../deployment.ts';

/**
 * The value of the source's secret, and the first secret in it that can be used now.
 * @throws {CliError} when there is none
 */
export async function readSigningSecret(
  { aws, secretPrefix, stack }: Deployment,
  { name: source, tenant, provider }: AddressedSource,
) {
  const name = tenantPath(source, tenant);
  // The SDK takes longer to load than everything else here together.
  const { openSecrets } = await import('../../lambda/aws/secrets.ts');
  const secretValue = (await openSecrets(aws).read(secretPrefix + name)) ?? '';
  const live = secretEntries(secretValue).find(
    ({ text, notAfter }) => notAfter >= Date.now() && provider.scheme.key(text),
  );
  if (live) return { secretValue, secret: signingSecret(secretValue) ?? live.text };
  const whose = `${source}${tenant === undefined ? '' : ` --tenant ${tenant}`}`;
  const remedy = `breakwater secrets set ${whose}${stack === undefined ? '' : ` --stack ${stack}`}`;
  throw failed(
    `the secret ${secretPrefix}${name} holds nothing that ${provider.name} could sign with: set it with "${remedy}"`,
  );
}
