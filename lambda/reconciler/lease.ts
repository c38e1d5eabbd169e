import { LEASE_MARGIN_MS } from '../../core/custody.ts';
import type { Acquired, ReconcileState } from '../aws/reconcile-state.ts';

/** A source's reconciliation, which one run has at a time. */
export interface Lease {
  acquire(): Promise<Acquired>;
  /** To be called now and then by a run that goes on. */
  renew(): Promise<void>;
}

export interface LeaseOptions {
  readonly state: Pick<ReconcileState, 'acquire'>;
  readonly source: string;
  /** Who asks for it. */
  readonly run: string;
  readonly now: () => number;
  /** When the run ends for certain, in milliseconds since 1970. */
  readonly deadline: number;
}

/** Short, so that a run that was killed holds nobody up for long. */
const LEASE_MS = 300_000;

/** Makes the lease of a run. */
export function leaseOf({ state, source, run, now, deadline }: LeaseOptions): Lease {
  let end = 0;
  const acquire = () => {
    end = Math.min(deadline, now() + LEASE_MS) + LEASE_MARGIN_MS;
    return state.acquire(source, run, now(), end);
  };
  return {
    acquire,
    async renew() {
      if (end < deadline && now() > end - LEASE_MS / 2) await acquire();
    },
  };
}
