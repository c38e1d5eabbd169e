import tls from 'node:tls';
import type { Delivery } from '../../core/delivery.ts';
import type { Key } from '../../core/signatures/scheme.ts';
import type { AddressedSource } from '../../core/tenants.ts';
import { type Verification, verifyDelivery } from '../../core/verify.ts';
import type { CallLimits } from '../aws/http/service.ts';
import type { DocumentCache } from './document-cache.ts';
import type { KeyCache } from './key-cache.ts';

/** What a signature is checked with. */
export interface VerifyParts {
  readonly keys: KeyCache;
  readonly documents: DocumentCache;
  /** How long a secret may take to be read. @default - as long as the client waits */
  readonly limits?: CallLimits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const DOCUMENTS_LAST_MS = 600_000;
const FRESH_MS = 30_000;

/** Node's own list takes a while to make, and few sources need it. */
const trustedRoots = () => tls.rootCertificates;

/** A wrong signature may only mean that the secret, or the provider's keys, changed since they were read. */
export async function verifyTwice(
  source: AddressedSource,
  delivery: Delivery,
  keys: readonly Key[],
  { keys: cache, documents, limits, now }: VerifyParts,
): Promise<{ readonly verification: Verification; readonly tried: readonly Key[] }> {
  const load = documents.loadWithin(DOCUMENTS_LAST_MS);
  const first = await verifyDelivery(source, delivery, keys, { now: now(), load, trustedRoots });
  const asBefore = { verification: first, tried: keys };
  if (first.ok || first.cause !== 'wrong-signature') return asBefore;
  const refreshed = await cache.refreshed(source, limits);
  if (!refreshed) return asBefore;
  const again = { now: now(), load: documents.loadWithin(FRESH_MS), trustedRoots };
  return { verification: await verifyDelivery(source, delivery, refreshed, again), tried: refreshed };
}

/** Whether a secret whose time is over would have done: the sender has to be told the new one. Nothing is loaded for it. */
export async function fitsExpired(
  source: AddressedSource,
  delivery: Delivery,
  { keys: cache, now }: VerifyParts,
): Promise<boolean> {
  const keys = cache.expired(source);
  if (keys.length === 0) return false;
  const verification = await verifyDelivery(source, delivery, keys, { now: now() });
  return verification.ok || verification.cause === 'stale-timestamp' || verification.cause === 'future-timestamp';
}
