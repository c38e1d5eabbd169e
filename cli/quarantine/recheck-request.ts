import tls from 'node:tls';
import { targetsOf, type Webhooks } from '../../core/configuration.ts';
import { readContent } from '../../core/content.ts';
import type { Delivery } from '../../core/delivery.ts';
import { describe } from '../../core/describe.ts';
import { canBeReleased, type QuarantinedRequest } from '../../core/quarantine.ts';
import { type AddressedSource, addressedIn } from '../../core/tenants.ts';
import type { RefusalCause } from '../../core/verdict.ts';
import { type Verified, verifyDelivery } from '../../core/verify.ts';
import type { DocumentCache } from '../../lambda/verifier/document-cache.ts';
import type { KeyCache } from '../../lambda/verifier/key-cache.ts';

/** Why a request stays in the quarantine. */
export type Stay =
  | RefusalCause
  /** Only a copy, to be looked at: the event itself was accepted. */
  | 'changed-body'
  /** It verifies, but there is nothing in it to let in. */
  | 'handshake'
  | 'unreadable'
  /** It verifies, but no processor wants what is in it. */
  | 'ignored'
  | 'secret-unset'
  /** The certificate or key that its signature refers to could not be loaded now. */
  | 'not-loaded'
  | 'unknown-source'
  /** The object was deleted meanwhile, or holds something else. */
  | 'gone'
  | 'damaged';

/** What today's secrets and configuration make of a request. */
export type Recheck =
  | { readonly stays: Stay }
  | {
      readonly stays?: undefined;
      readonly source: AddressedSource;
      readonly delivery: Verified<Delivery>;
      readonly events: readonly { readonly id: string; readonly type: string }[];
    };

export interface RecheckParts {
  readonly webhooks: Webhooks;
  readonly keys: Pick<KeyCache, 'keys'>;
  readonly documents: DocumentCache;
}

/** Keys that a provider publishes are loaded once for all requests. */
const DOCUMENTS_LAST_MS = 600_000;

const NOT_LOADED = { ok: false, cause: 'not-loaded' } as const;

const trustedRoots = () => tls.rootCertificates;

/** Verifies a request again. Its timestamp is judged by when it was received: waiting here makes nothing stale. */
export async function recheckRequest(request: QuarantinedRequest, parts: RecheckParts): Promise<Recheck> {
  const { webhooks, keys: cache, documents } = parts;
  const { requestId } = request;
  if (!canBeReleased(request)) return { stays: 'changed-body' };
  const source = addressedIn(webhooks, request.source, request.tenant);
  if (!source) return { stays: 'unknown-source' };
  const { provider, settings } = source;
  const keys = await cache.keys(source);
  if (keys.length === 0 && !provider.scheme.secretless) return { stays: 'secret-unset' };

  const receivedAt = Date.parse(request.receivedAt);
  const context = { now: receivedAt, load: documents.loadWithin(DOCUMENTS_LAST_MS), trustedRoots };
  // Nothing else throws here: one request that names an address out of order must not hold up the others.
  const verification = await verifyDelivery(source, request.delivery, keys, context).catch(() => NOT_LOADED);
  if (!verification.ok) return { stays: verification.cause };
  const { delivery } = verification;
  if (provider.handshake?.(readContent(delivery), { keys, settings })) return { stays: 'handshake' };
  const events = describe(source, delivery, { receivedAt, requestId });
  if (!events) return { stays: 'unreadable' };
  if (!events.some(({ event }) => targetsOf(webhooks, event).length > 0)) return { stays: 'ignored' };
  return { source, delivery, events: events.map(({ facts: { id, type } }) => ({ id, type })) };
}
