/** What writes and reads messages and ledger items: the code as it is, or as it was frozen. */
export { asReplay } from '../../core/as-replay.ts';
export { decodeEnvelope, encodeEnvelope } from '../../core/envelope.ts';
export { eventStatus } from '../../core/event-status.ts';
export { ledgerItem } from '../../core/ledger-item.ts';
export { toEntry } from '../../lambda/aws/ledger.ts';
export * from '../protocol/implementation.ts';
