import { isTenant } from '../../core/tenants.ts';
import type { Deployment } from '../deployment.ts';
import { openTenants } from './add-tenant.ts';

/** The tenants of a source that have a secret at the moment. */
export async function tenantsOf(source: string, deployment: Deployment): Promise<string[]> {
  const prefix = `${deployment.secretPrefix}${source}/`;
  const found = await (await openTenants({ deployment })).list(prefix);
  return found.map((secret) => secret.slice(prefix.length)).filter(isTenant);
}
