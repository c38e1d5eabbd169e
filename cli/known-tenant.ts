import type { Webhooks } from '../core/index.ts';
import { type AddressedSource, addressed, isTenant, TENANT_FORM } from '../core/tenants.ts';
import { wrongUse } from './cli-error.ts';
import { knownSource } from './known-source.ts';

/**
 * A source for the tenant that is named with it.
 * @throws {CliError} when there is no such source, or it has tenants and none is named, or it has none and one is named
 */
export function knownAddress(webhooks: Webhooks, name: string, tenant: string | undefined): AddressedSource {
  const source = webhooks.sources[knownSource(webhooks, name)];
  const found = source && addressed(source, tenant);
  if (found) return found;
  if (tenant === undefined) throw wrongUse(`the source "${name}" has tenants: name one with --tenant NAME`);
  throw source?.tenants ? noTenant(tenant) : wrongUse(hasNone(name));
}

/**
 * Those of some sources that can have something of a tenant; all of them where no tenant is named.
 * @throws {CliError} when there is none
 */
export function sourcesOf(
  { sources }: Webhooks,
  names: readonly string[],
  tenant: string | undefined,
): readonly string[] {
  if (tenant === undefined) return names;
  if (!isTenant(tenant)) throw noTenant(tenant);
  const found = names.filter((name) => sources[name]?.tenants);
  if (found.length === 0) throw wrongUse(hasNone(names.join('", "')));
  return found;
}

const noTenant = (tenant: string) => wrongUse(`no tenant can be called ${JSON.stringify(tenant)}: ${TENANT_FORM}`);

const hasNone = (names: string) =>
  `"${names}" has no tenants: leave --tenant out, or say "tenants: true" of the source in the configuration`;
