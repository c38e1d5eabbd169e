import { inParallel } from '../../core/in-parallel.ts';
import type { StoredEntry } from '../../lambda/aws/quarantine-store.ts';
import { progress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';
import type { OpenQuarantine } from './open-quarantine.ts';
import { type Recheck, type RecheckParts, recheckRequest, type Stay } from './recheck-request.ts';

/** A request in the quarantine, and what would become of it now. */
export interface Checked {
  readonly entry: StoredEntry;
  /** Absent when it can be released. */
  readonly stays?: Stay | undefined;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

/** Each takes one call to S3 and some milliseconds of CPU, a release three calls more. */
export const MOST_AT_ONCE = 8;

/** Opens what requests are verified with: today's secrets, and the keys that providers publish. */
export async function openRecheck({ deployment, webhooks }: OpenQuarantine): Promise<RecheckParts> {
  const [{ openSecrets }, { keyCache }, { documentCache }, { loadDocument }] = await Promise.all([
    import('../../lambda/aws/secrets.ts'),
    import('../../lambda/verifier/key-cache.ts'),
    import('../../lambda/verifier/document-cache.ts'),
    import('../../lambda/verifier/load-document.ts'),
  ]);
  const secrets = openSecrets(deployment.aws);
  const read = (source: string) => secrets.read(deployment.secretPrefix + source);
  return {
    webhooks,
    // What is kept was kept for tenants that were known, of whom many may have gone since.
    keys: keyCache({ read, replace: async () => false, now: Date.now, mostUnknownAtOnce: Number.POSITIVE_INFINITY }),
    documents: documentCache({ load: loadDocument, now: Date.now }),
  };
}

/** Verifies requests again. Nothing is changed by it. */
export async function checkKept(
  entries: readonly StoredEntry[],
  { store }: OpenQuarantine,
  parts: RecheckParts,
  { err }: Terminal,
): Promise<Checked[]> {
  const check = async (entry: StoredEntry): Promise<Checked> => {
    const recheck = await recheckKept(entry, store, parts);
    return { entry, stays: recheck.stays, events: recheck.stays === undefined ? recheck.events : [] };
  };
  const tell = progress(err, (done) => `verified ${done} of ${entries.length} requests again`);
  return inParallel(entries, MOST_AT_ONCE, check, tell);
}

/** Reads a request and verifies it again. */
export async function recheckKept(
  { key }: StoredEntry,
  store: OpenQuarantine['store'],
  parts: RecheckParts,
): Promise<Recheck> {
  try {
    const request = await store.read(key);
    return request ? await recheckRequest(request, parts) : { stays: 'gone' };
  } catch (error) {
    if (error instanceof SyntaxError) return { stays: 'damaged' };
    throw error;
  }
}
