import type { CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Custody, sameCustody } from '../../core/custody.ts';
import { custodyAttribute, type LedgerItem } from '../../core/ledger-item.ts';
import type { AwsOptions } from './client-config.ts';
import { isCancelled, openDynamoDb } from './dynamodb.ts';
import { ServiceError } from './http/service-error.ts';
import { custodyIn, swapExpression } from './ledger.ts';
import { type PlainItem, type TransactItem, writesOf } from './transaction-writes.ts';

/** A processor's state, to be written over the one that the decision was taken on. */
export interface StateChange {
  readonly item: LedgerItem;
  readonly processor: string;
  readonly expected: Custody | undefined;
  readonly next: Custody;
}

/** A write of a processor's own that DynamoDB did not take. */
export interface Refusal {
  /** Which of the writes, from 0. */
  readonly index: number;
  /** `ConditionalCheckFailed`, `ValidationError` or `ItemCollectionSizeLimitExceeded`. */
  readonly code: string;
  readonly message: string;
  /** The item that is there instead, in plain values; absent when there is none. */
  readonly item?: PlainItem | undefined;
}

/** What became of a transaction. */
export type Transacted =
  /** Everything is written, by this try or by one whose answer was lost. */
  | { readonly outcome: 'done' }
  /** Nothing is written: another state is there than the expected one. */
  | { readonly outcome: 'lost'; readonly current: Custody | undefined }
  /** Nothing is written: these writes cannot be, as things stand. */
  | { readonly outcome: 'refused'; readonly refusals: readonly Refusal[] }
  /** Nothing is written: the request is wrong, or not allowed. */
  | { readonly outcome: 'rejected'; readonly error: unknown }
  /** Nothing is written: others write the same items, or too many do. */
  | { readonly outcome: 'busy'; readonly error: unknown };

/** Writes a processor's items and its state together: all of them, or none. */
export interface Transactions {
  /** Throws what went wrong when it is not known what became of it: the same `token` makes sure that a repetition is none. */
  write(change: StateChange, items: readonly TransactItem[], token: string): Promise<Transacted>;
}

/** It takes longer than the ledger's own calls: up to 4 MB, over up to 100 partitions, in two phases. */
const REQUEST_TIMEOUT_MS = 5000;
const PASSING: readonly (string | undefined)[] = [
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
];

/** Opens the transactions over the ledger in a DynamoDB table. */
export function openTransactions(table: string, options?: AwsOptions): Transactions {
  const dynamodb = openDynamoDb(options);
  return {
    async write({ item, processor, expected, next }, items, token) {
      const attribute = custodyAttribute(processor);
      const own = { Update: { TableName: table, ...swapExpression(item, attribute, expected, next) } };
      let writes: ReturnType<typeof writesOf>;
      try {
        writes = writesOf(items);
      } catch (error) {
        return { outcome: 'rejected', error };
      }
      // Last, so that the user's own are numbered as he gave them.
      const input = { TransactItems: [...writes, own], ClientRequestToken: token };
      try {
        await dynamodb.call('TransactWriteItems', input, { requestTimeoutMs: REQUEST_TIMEOUT_MS });
        return { outcome: 'done' };
      } catch (error) {
        if (isCancelled(error)) return whyCancelled(error, writes.length, attribute, next);
        if (isRejection(error)) return { outcome: 'rejected', error };
        throw error;
      }
    },
  };
}

function whyCancelled(
  error: TransactionCanceledException,
  count: number,
  attribute: string,
  next: Custody,
): Transacted {
  const reasons = error.CancellationReasons ?? [];
  const own = reasons[count];
  if (own?.Code === 'ConditionalCheckFailed') {
    const current = custodyIn(own.Item, attribute);
    // Nobody else writes this state: an earlier try did, and its answer was lost.
    return sameCustody(current, next) ? { outcome: 'done' } : { outcome: 'lost', current };
  }
  const refusals = reasons.slice(0, count).flatMap(refusalOf);
  if (refusals.length > 0) return { outcome: 'refused', refusals };
  return { outcome: reasons.some(({ Code }) => PASSING.includes(Code)) ? 'busy' : 'rejected', error };
}

function refusalOf({ Code, Message, Item }: CancellationReason, index: number): Refusal[] {
  if (Code === undefined || Code === 'None' || PASSING.includes(Code)) return [];
  return [{ index, code: Code, message: Message ?? '', item: Item && unmarshall(Item) }];
}

/** Whether DynamoDB says that the request is at fault. A call that was repeated may have had an effect before that. */
const isRejection = (error: unknown) =>
  error instanceof ServiceError &&
  error.$fault === 'client' &&
  error.$metadata.attempts === 1 &&
  error.name !== 'ReplicatedWriteConflictException';
