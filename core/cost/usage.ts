/**
 * What one event uses, as `test/core/cost/measured-usage.test.ts` measures it on the functions that are deployed: it fails
 * when they come to use something else. Bytes are rounded up.
 */

/**
 * Bytes of the log of each function, for one request or attempt; with the share of the lines of metrics that it has at a busy
 * rate (`test/lambda/log-bytes.test.ts`). A quiet function writes such a line, of some 600 bytes, for every event.
 */
export const LOG_BYTES = {
  /** The verifier's, for a request that it takes. */
  taken: 200,
  /** The verifier's, for a request that it refuses. */
  refused: 150,
  /** A processor's, for an attempt that ends well. */
  done: 180,
  /** A processor's, for an attempt that fails. */
  failed: 240,
} as const;

/** Calls to AWS for one request or attempt, besides those that Lambda makes for a queue. */
export const CALLS = {
  /** A new event: its record. One send to each queue comes on top. */
  record: 1,
  duplicate: 1,
  ignored: 0,
  /** A forged request is counted and kept, up to 100 a minute for each source; not one call is made beyond that. */
  kept: 2,
  /** The claim, and what becomes of it. */
  attempt: 2,
} as const;

/** Bytes of an event in the ledger, as DynamoDB counts them. */
export const LEDGER_BYTES = {
  item: 300,
  /** What each processor's state adds. */
  custody: 130,
  /** In an index. */
  entry: 180,
  /** What DynamoDB adds to the size of each item and each entry when it bills storage: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
  overhead: 100,
} as const;

/** Bytes that the envelope adds to an event's body. */
export const ENVELOPE_BYTES = 320;

/** A line of the API's access log. */
export const ACCESS_LOG_BYTES = 200;

/**
 * What nobody can measure outside of AWS, in milliseconds that Lambda bills: our own code takes 1 to 3, the rest is waiting for
 * DynamoDB and SQS at about 6 each, on a function with this memory.
 */
export const ESTIMATED_MS = { verifier: 23, attempt: 15, reconciliation: 2000, archiveRun: 500 } as const;

/** How long an instance of a processor believes that it is not paused before it reads that again, in seconds. */
export const FLOW_BELIEVED_SECONDS = 5;
