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
  taken: 185,
  /** The verifier's, for a request that it refuses. */
  refused: 150,
  /** A processor's, for an attempt that ends well. */
  done: 170,
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
  item: 275,
  /** What each processor's state adds. */
  custody: 105,
  /** In an index. */
  entry: 155,
  /** What DynamoDB adds to the size of each item and each entry when it bills storage: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
  overhead: 100,
} as const;

/** Bytes that the envelope adds to an event's body. */
export const ENVELOPE_BYTES = 320;

/** A line of the API's access log. */
export const ACCESS_LOG_BYTES = 80;

/**
 * Milliseconds of a whole vCPU, with the calls to AWS over TLS, as `npm run bench -- --only price` measures them on warm
 * functions, rounded up. Whoever makes them less puts the new figures here.
 */
export const CPU_MS = {
  /** Of the verifier, for a new event of 2 KB. */
  request: 0.9,
  /** Of a processor, for each invocation. */
  invocation: 0.4,
  /** And for each attempt in it, besides its own work. */
  attempt: 0.5,
} as const;

/** How long a call to DynamoDB or SQS takes from the same region, in milliseconds: nobody can measure that outside of AWS. */
export const AWS_CALL_MS = 6;

/** What a run is billed for, in milliseconds: guesses on the high side. */
export const ESTIMATED_MS = { reconciliation: 2000, archiveRun: 500 } as const;
