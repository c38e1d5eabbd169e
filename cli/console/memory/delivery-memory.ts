import { createHash } from 'node:crypto';
import type { TakenDelivery } from '../../../local/http/http-api-server.ts';
import { redactHeaders } from './redact-headers.ts';

/** A delivery as a local run keeps it for the console: its signature, cookies and credentials are left out. */
export interface KeptDelivery extends Omit<TakenDelivery, 'status'> {
  /** SHA-256 of the body, in hex: the ledger's item has it too. */
  readonly digest: string;
}

/** The latest deliveries of a local run, by the digest of their bodies. */
export interface DeliveryMemory {
  add(delivery: TakenDelivery): KeptDelivery;
  /** Puts back what an earlier run had kept. */
  restore(kept: KeptDelivery): void;
  find(digest: string): KeptDelivery | undefined;
  /** The digests of the bodies that contain a text, in whatever case. */
  containing(text: string): ReadonlySet<string>;
}

/** At most so many, and so many bytes of bodies: the oldest go. */
const MOST = 10_000;
const MOST_BYTES = 64_000_000;

/** Makes a memory of deliveries. */
export function deliveryMemory(most = MOST, mostBytes = MOST_BYTES): DeliveryMemory {
  const kept = new Map<string, KeptDelivery>();
  let bytes = 0;
  const forget = (digest: string) => {
    bytes -= kept.get(digest)?.body.length ?? 0;
    kept.delete(digest);
  };
  const restore = (delivery: KeptDelivery) => {
    // A body that came again is the newest.
    forget(delivery.digest);
    kept.set(delivery.digest, delivery);
    bytes += delivery.body.length;
    for (const digest of kept.keys()) {
      if (kept.size <= most && bytes <= mostBytes) return;
      forget(digest);
    }
  };
  return {
    add({ status: _, headers, ...delivery }) {
      const digest = createHash('sha256').update(delivery.body).digest('hex');
      const one = { ...delivery, headers: redactHeaders(headers), digest };
      restore(one);
      return one;
    },
    restore,
    find: (digest) => kept.get(digest),
    containing(text) {
      const wanted = new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i');
      return new Set([...kept.values()].filter(({ body }) => wanted.test(body.toString())).map(({ digest }) => digest));
    },
  };
}
