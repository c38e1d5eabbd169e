import { createHash } from 'node:crypto';
import type { Source, Webhooks } from './configuration.ts';
import { boundedId } from './ledger-item.ts';
import { isApiSecret } from './names.ts';

/** A source as a request names it: of one with tenants, for one of them. */
export interface AddressedSource extends Source {
  /** Absent where the source has no tenants. */
  readonly tenant?: string | undefined;
}

/** The longest name of a tenant: a UUID with something in front of it has room. */
export const LONGEST_TENANT = 64;

/** The tenant that a local run makes up, to try things out with. */
export const DEMO_TENANT = 'demo';

/** What a tenant's name has to look like, as the end of a sentence. */
export const TENANT_FORM = `up to ${LONGEST_TENANT} lower-case letters, digits and single dashes, and not "api"`;

const TENANT = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether a tenant can be called so. */
export const isTenant = (text: string): boolean =>
  text.length <= LONGEST_TENANT && TENANT.test(text) && !isApiSecret(`/${text}`);

/** The source for one of its tenants, or for nobody in particular; `undefined` when the two do not fit each other. */
export function addressed(source: Source, tenant: string | undefined): AddressedSource | undefined {
  if (!source.tenants) return tenant === undefined ? source : undefined;
  return tenant !== undefined && isTenant(tenant) ? { ...source, tenant } : undefined;
}

/** The source that a path names, for the tenant that it names; `undefined` when there can be none. */
export function addressedIn(
  { sources }: Pick<Webhooks, 'sources'>,
  name: string,
  tenant: string | undefined,
): AddressedSource | undefined {
  const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
  return source && addressed(source, tenant);
}

/** What comes after the source's name for one of its tenants: in the path, and in the name of the secret. */
export const tenantPath = (source: string, tenant: string | undefined): string =>
  tenant === undefined ? source : `${source}/${tenant}`;

/**
 * The id by which an event is known: of a tenant's it begins with the tenant, so that no two tenants' events are ever one,
 * whatever reads the id, code from before there were tenants too.
 * @param id - as the provider says it
 */
export function tenantEventId(tenant: string | undefined, id: string): string {
  if (tenant === undefined) return boundedId(id);
  const whole = `${tenant}/${id}`;
  return boundedId(whole) === whole ? whole : `${tenant}/sha256:${createHash('sha256').update(id).digest('hex')}`;
}

/** Whether an id is that of a tenant's event. */
export const isOfTenant = (tenant: string, id: string): boolean => id.startsWith(`${tenant}/`);

/** An id as it is typed next to a tenant: with the tenant in front, as it is listed, or without. */
export const typedId = (tenant: string | undefined, id: string): string =>
  tenant !== undefined && isOfTenant(tenant, id) ? id : tenantEventId(tenant, id);

/** The tenant in the id of an event of a source that has tenants. */
export const tenantOfId = (id: string): string | undefined => {
  const tenant = id.slice(0, Math.max(id.indexOf('/'), 0));
  return isTenant(tenant) ? tenant : undefined;
};
