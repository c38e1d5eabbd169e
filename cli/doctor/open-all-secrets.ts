import type { SecretVersion } from '../../core/doctor/patient.ts';
import { inParallel } from '../../core/in-parallel.ts';
import type { Webhooks } from '../../core/index.ts';
import type { Deployment } from '../deployment.ts';

/** Secrets Manager allows thousands of reads a second: this is for the sockets. */
const MOST_AT_ONCE = 8;

/** Reads the secrets of everybody whom a tenant's mistake could be about: that tenant's, and those of all sources. */
export type ReadSecrets = (tenant: string | undefined) => Promise<SecretVersion[]>;

/**
 * Opens every source's secret as it is and as it was before, with the operator's own credentials; that of a tenant,
 * `{source}/{tenant}`, once it is asked for.
 */
export async function openAllSecrets({ aws, secretPrefix }: Deployment, webhooks: Webhooks): Promise<ReadSecrets> {
  // The SDK takes longer to load than everything else here together.
  const { openSecrets } = await import('../../lambda/aws/secrets.ts');
  const secrets = openSecrets(aws);
  const read = async (source: string) => {
    const name = secretPrefix + source;
    const [current, previous] = await Promise.all([secrets.read(name), secrets.previous(name)]);
    return [version(source, 'current', current), version(source, 'previous', previous)].flat();
  };
  const own = Object.values(webhooks.sources).filter(({ tenants }) => !tenants);
  const names = own.map(({ name }) => name);
  const ofSources = (await inParallel(names, MOST_AT_ONCE, read)).flat();
  const ofTenants = new Map<string, Promise<SecretVersion[]>>();
  return async (tenant) => {
    if (tenant === undefined) return ofSources;
    const versions = ofTenants.get(tenant) ?? read(tenant);
    ofTenants.set(tenant, versions);
    return [...(await versions), ...ofSources];
  };
}

const version = (source: string, stage: SecretVersion['stage'], value: string | undefined): SecretVersion[] =>
  value === undefined ? [] : [{ source, stage, value }];
