import type { Refusal } from '../aws/transactions.ts';

/**
 * Thrown by `transact` when a write's condition does not hold, or the write does not fit the item that is there. Nothing
 * is written. Whoever catches it may go another way, and call `transact` again.
 */
export class TransactionRefused extends Error {
  override readonly name = 'TransactionRefused';
  /** The writes that were refused, by their places in the list that was given. */
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    const each = refusals.map(({ index, code, message }) => `write ${index}: ${code}${message && ` (${message})`}`);
    super(`nothing was written, since DynamoDB refused ${each.join(', ')}`);
    this.refusals = refusals;
  }
}
