import type { Key } from '../signatures/scheme.ts';
import type { Verdict } from '../verdict.ts';
import type { Patient, Undone } from './patient.ts';

/** What a check costs besides the body's digest, as bytes that could have been digested in its time. */
const OVERHEAD_BYTES = 1500;

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

  const check: Laboratory['check'] = async (undone, at = { now: receivedAt, tolerance: Number.POSITIVE_INFINITY }) => {
    const { delivery = patient.delivery, scheme = patient.scheme, settings = patient.source.settings } = undone;
    const keys: readonly Key[] = undone.keys ?? patient.liveKeys;
    if (keys.length === 0 && !scheme.secretless) return { ok: false, cause: 'wrong-signature' };
    checks += 1;
    left -= (delivery.body.length + OVERHEAD_BYTES) * Math.max(1, keys.length);
    return scheme.verify(delivery, keys, { ...at, settings, load: patient.load });
  };

  return {
    check,
    async keyOf(undone) {
      const verdict = await check(undone);
      return verdict.ok ? verdict.key : -1;
    },
    isSpent: () => left <= 0,
    checks: () => checks,
  };
}
