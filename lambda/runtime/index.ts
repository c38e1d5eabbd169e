/** What a processor is written with: `import { defineProcessor } from 'breakwater/processor'`. */
export type { Payload, WebhookEvent } from '../../core/event.ts';
export { ifNewer, type NewerItem } from '../aws/if-newer.ts';
export type { PlainItem, TransactCondition, TransactItem } from '../aws/transaction-writes.ts';
export type { Refusal } from '../aws/transactions.ts';
export { ClaimLost } from './claim-lost.ts';
export { defineProcessor, type ProcessorHandler } from './define-processor.ts';
// All of it, not by name: only so can `declare module 'breakwater/processor'` add to `EventPayloads`.
export type * from './event-payloads.ts';
export { PermanentError } from './permanent-error.ts';
export type { ProcessorContext, ProcessorFunction } from './processor-function.ts';
export type { Transact } from './transaction.ts';
export { TransactionRefused } from './transaction-refused.ts';
