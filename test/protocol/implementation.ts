/** The code that carries the protocol: what the guards exercise, as it is or with one mutation. */
export { openLedger } from '../../lambda/aws/ledger.ts';
export { openQueues } from '../../lambda/aws/queues.ts';
export { openTransactions } from '../../lambda/aws/transactions.ts';
export { deadLetterAttributes } from '../../lambda/runtime/dead-letter.ts';
export { PermanentError } from '../../lambda/runtime/permanent-error.ts';
export { processBatch } from '../../lambda/runtime/process-batch.ts';
export { accept } from '../../lambda/verifier/accept.ts';
