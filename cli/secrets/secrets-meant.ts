import { takesRequests } from '../../core/configuration.ts';
import { apiSecretOf } from '../../core/names.ts';
import { type OpenSecret, type OpenSecrets, secretNamed } from './open-secret.ts';
import { tenantsOf } from './tenants-of.ts';

/** What was named; of a source with tenants all of them, those that have a secret at the moment. */
export async function secretsMeant(
  on: string | undefined,
  tenant: string | undefined,
  opened: OpenSecrets,
): Promise<OpenSecret[]> {
  const names = on === undefined ? allOf(opened) : [on];
  const secrets = names.map(async (name) => {
    if (tenant !== undefined || !opened.webhooks.sources[name]?.tenants) return [secretNamed(name, opened, tenant)];
    return (await tenantsOf(name, opened.deployment)).map((each) => secretNamed(name, opened, each));
  });
  return (await Promise.all(secrets)).flat();
}

const allOf = ({ webhooks }: OpenSecrets) =>
  Object.values(webhooks.sources).flatMap((source) => [
    ...(takesRequests(source) ? [source.name] : []),
    ...(source.reconcile ? [apiSecretOf(source.name)] : []),
  ]);
