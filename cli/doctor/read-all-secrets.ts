import type { SecretVersion } from '../../core/doctor/patient.ts';
import { inParallel } from '../../core/in-parallel.ts';
import type { Webhooks } from '../../core/index.ts';
import type { Deployment } from '../deployment.ts';

/** Secrets Manager allows thousands of reads a second: this is for the sockets. */
const MOST_AT_ONCE = 8;

/** Every source's secret as it is and as it was before, with the operator's own credentials. */
export async function readAllSecrets({ aws, secretPrefix }: Deployment, webhooks: Webhooks): Promise<SecretVersion[]> {
  // The SDK takes longer to load than everything else here together.
  const { openSecrets } = await import('../../lambda/aws/secrets.ts');
  const secrets = openSecrets(aws);
  const read = async (source: string) => {
    const name = secretPrefix + source;
    const [current, previous] = await Promise.all([secrets.read(name), secrets.previous(name)]);
    return [version(source, 'current', current), version(source, 'previous', previous)].flat();
  };
  const versions = await inParallel(Object.keys(webhooks.sources), MOST_AT_ONCE, read);
  return versions.flat();
}

const version = (source: string, stage: SecretVersion['stage'], value: string | undefined): SecretVersion[] =>
  value === undefined ? [] : [{ source, stage, value }];
