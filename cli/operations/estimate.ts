/** What an operation is made of. */
export interface Work {
  readonly count: number;
  /** In all. */
  readonly bytes: number;
  /** So many a second at most. */
  readonly rate?: number | undefined;
  /** So many a second where nothing holds it back. */
  readonly speed: number;
  /** Calls to SQS for each message, and writes to the ledger. */
  readonly calls: number;
  readonly writes: number;
}

/** What an operation will take. */
export interface Estimate {
  readonly seconds: number;
  /** What AWS will charge for queues and ledger; what the processor itself costs comes on top. */
  readonly dollars: number;
}

/** For each call of 64 KB, in us-east-1: https://aws.amazon.com/sqs/pricing/ */
const SQS_CALL_DOLLARS = 0.4e-6;
const SQS_CALL_BYTES = 65_536;
/** For each write of 1 KB, in us-east-1: https://aws.amazon.com/dynamodb/pricing/on-demand/ */
const WRITE_DOLLARS = 0.625e-6;

/** Estimates how long an operation will take, and what it will cost. */
export function estimate({ count, bytes, rate, speed, calls, writes }: Work): Estimate {
  // A call is charged by its size; small messages are charged as one each.
  const chunks = Math.max(count, bytes / SQS_CALL_BYTES);
  return {
    seconds: count / Math.min(rate ?? speed, speed),
    dollars: chunks * calls * SQS_CALL_DOLLARS + count * writes * WRITE_DOLLARS,
  };
}

/** An estimate for people: `about 3 min, about $0.02`; a local run costs nothing. */
export function estimateText({ seconds, dollars }: Estimate, { isLocal }: { readonly isLocal: boolean }): string {
  const cost = dollars < 0.01 ? 'less than $0.01' : `about $${dollars.toFixed(2)}`;
  return `about ${durationText(seconds)}${isLocal ? '' : `, ${cost}`}`;
}

/** A time for people: `8 s`, `3 min`, `2.5 h`. */
export function durationText(seconds: number): string {
  if (seconds < 100) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
