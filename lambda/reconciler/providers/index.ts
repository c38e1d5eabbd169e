import type { ReconcilableId, ReconcileSettings, Reconciliation } from '../../../core/reconciliation/options.ts';
import type { ProviderApi, ProviderApiParts } from '../provider-api.ts';
import { openGithub } from './github.ts';
import { openShopify } from './shopify.ts';
import { openStripe } from './stripe.ts';

/** How each provider that can be asked is asked. */
const OPENERS: {
  readonly [Id in ReconcilableId]: (settings: ReconcileSettings[Id], parts: ProviderApiParts) => ProviderApi;
} = { github: openGithub, stripe: openStripe, shopify: openShopify };

/** Opens the API of the provider that a reconciliation asks. */
export const openProviderApi = <Id extends ReconcilableId>(
  { provider, settings }: Reconciliation<Id>,
  parts: ProviderApiParts,
): ProviderApi => OPENERS[provider](settings, parts);
