import { keyActionsFor, viaService } from '../../core/key-use.ts';
import type { NeededPermission } from './needed-permission.ts';
import { resourceHolder } from './resource-holder.ts';

/** Where a store says which key it is encrypted with. */
export interface KeyPlace {
  readonly region: string;
  /** The key of a table, queue, bucket or secret, by the store's ARN. */
  readonly keyOf: (store: string) => string | undefined;
}

/** What calls need, and what the services then do with the stores' keys in the name of the caller. */
export function withKeyPermissions(
  needed: readonly NeededPermission[],
  { region, keyOf }: KeyPlace,
): NeededPermission[] {
  return needed.flatMap((permission) => {
    const { action, resource } = permission;
    const key = keyOf(resourceHolder(resource));
    if (!key) return [permission];
    const context = { 'kms:viaservice': [viaService(action.slice(0, action.indexOf(':')), region)] };
    return [permission, ...keyActionsFor(action).map((use) => ({ action: use, resource: key, context }))];
  });
}

/**
 * The ARN of the customer's key that a template names, by its ARN or its id; `undefined` for a key that AWS manages, which
 * needs no permission.
 */
export function customerKeyArn(key: unknown, region: string, account: string): string | undefined {
  const name = typeof key === 'string' ? key : '';
  if (name === '' || /(^|:)alias\/aws\//.test(name)) return undefined;
  return name.startsWith('arn:') ? name : `arn:aws:kms:${region}:${account}:key/${name}`;
}
