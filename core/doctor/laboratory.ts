import type { DocumentRequest, LoadDocument, LoadedDocument } from '../signatures/document.ts';
import type { Key, Scheme } from '../signatures/scheme.ts';
import type { Verdict } from '../verdict.ts';
import type { Patient, Undone } from './patient.ts';

/** What a check costs besides the body's digest, as bytes that could have been digested in its time. */
const OVERHEAD_BYTES = 1500;
/** The same for schemes that parse the body. */
const SLOW_OVERHEAD_BYTES = 15_000;
/** The same for signatures of public keys, with certificates or tokens to be read. */
const PUBLIC_KEY_BYTES = 300_000;

const UNKNOWN: Verdict = { ok: false, cause: 'wrong-signature' };

/** Checks signatures, and counts what that costs. */
export interface Laboratory {
  /** Checks what was undone; with `tolerance` absent however old the request is. */
  check(undone: Omit<Undone, 'detail'>, at?: { readonly now: number; readonly tolerance?: number }): Promise<Verdict>;
  /** Which key it verifies with, or -1. */
  keyOf(undone: Omit<Undone, 'detail'>): Promise<number>;
  /** Whether the work allowed is used up. */
  readonly isSpent: () => boolean;
  readonly checks: () => number;
}

/** Opens the laboratory for one patient. */
export function openLaboratory(patient: Patient): Laboratory {
  let left = patient.work ?? 1e9;
  let checks = 0;
  const { receivedAt } = patient.request;
  const load = patient.load && loadAtFirst(patient.load, () => checks === 1);

  const check: Laboratory['check'] = async (undone, at = { now: receivedAt, tolerance: Number.POSITIVE_INFINITY }) => {
    const { delivery = patient.delivery, scheme = patient.scheme, settings = patient.source.settings } = undone;
    const keys: readonly Key[] = undone.keys ?? patient.liveKeys;
    if (keys.length === 0 && !scheme.secretless) return UNKNOWN;
    const isFirst = checks === 0;
    checks += 1;
    left -= (delivery.body.length + overheadOf(scheme, keys)) * Math.max(1, keys.length);
    try {
      return await scheme.verify(delivery, keys, { ...at, settings, load });
    } catch (error) {
      // A document that cannot be loaded is ours to tell; what a made-up request asks for is not there to be loaded.
      if (isFirst) throw error;
      return UNKNOWN;
    }
  };

  return {
    check,
    async keyOf(undone) {
      const verdict = await check(undone);
      return verdict.ok ? Math.max(0, verdict.key) : -1;
    },
    isSpent: () => left <= 0,
    checks: () => checks,
  };
}

function overheadOf(scheme: Scheme, keys: readonly Key[]): number {
  if (scheme.secretless || keys.some(({ type }) => type === 'public')) return PUBLIC_KEY_BYTES;
  return scheme.hmac ? OVERHEAD_BYTES : SLOW_OVERHEAD_BYTES;
}

/** Loads what the request as it came refers to, and nothing that a change to it would refer to. */
function loadAtFirst(load: LoadDocument, isFirst: () => boolean): LoadDocument {
  const loaded = new Map<string, Promise<LoadedDocument>>();
  return (request: DocumentRequest) => {
    const name = JSON.stringify(request);
    const known = loaded.get(name);
    if (known) return known;
    if (!isFirst()) return Promise.reject(new Error(`${request.url} was not asked for by the request as it came`));
    const document = load(request);
    loaded.set(name, document);
    return document;
  };
}
