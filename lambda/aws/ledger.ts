import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Custody, sameCustody } from '../../core/custody.ts';
import { custodyAttribute, type LedgerEntry, type LedgerItem, ledgerKey, processorOf } from '../../core/ledger-item.ts';
import type { AwsOptions } from './client-config.ts';
import { isConditionFailure, openDynamoDb } from './dynamodb.ts';
import type { CallLimits } from './http/service.ts';

type Item = Record<string, AttributeValue>;

/** What came of writing a processor's state: it was written, or another state is there. */
export type Swap = { readonly taken: true } | { readonly taken: false; readonly current: Custody | undefined };

/** The ledger of accepted events: who has held which event. Every call throws what went wrong. */
export interface Ledger {
  /** Records an event. Returns the entry that is there already, or `undefined` when the event is new. */
  record(item: LedgerItem, limits?: CallLimits): Promise<LedgerEntry | undefined>;
  /** Reads an event with its state per processor, consistently. */
  read(source: string, id: string, limits?: CallLimits): Promise<LedgerEntry | undefined>;
  /** Writes a processor's state over the state that the decision was taken on, and over no other. */
  swap(item: LedgerItem, processor: string, expected: Custody | undefined, next: Custody): Promise<Swap>;
}

/** Opens the ledger in a DynamoDB table. */
export function openLedger(table: string, options?: AwsOptions): Ledger {
  const dynamodb = openDynamoDb(options);

  const get = async (pk: string, limits?: CallLimits): Promise<Item | undefined> => {
    const input = { TableName: table, Key: marshall({ pk }), ConsistentRead: true };
    return (await dynamodb.call('GetItem', input, limits)).Item;
  };

  /** The item that failed a condition; engines that do not return it are asked. */
  const itemBehind = async (error: unknown, pk: string, limits?: CallLimits): Promise<Item | undefined> => {
    if (!isConditionFailure(error)) throw error;
    return error.Item ?? (await get(pk, limits));
  };

  return {
    async record(item, limits) {
      const input = {
        TableName: table,
        Item: marshall(item),
        // TTL deletes days late, so the condition tests the expiry itself.
        ConditionExpression: 'attribute_not_exists(pk) OR expires < :now',
        ExpressionAttributeValues: marshall({ ':now': Math.floor(Date.parse(item.receivedAt) / 1000) }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
      };
      try {
        await dynamodb.call('PutItem', input, limits);
        return undefined;
      } catch (error) {
        const present = await itemBehind(error, item.pk, limits);
        if (!present) throw new Error('the ledger refused a new event, and has no such event', { cause: error });
        return toEntry(present);
      }
    },

    async read(source, id, limits) {
      const item = await get(ledgerKey(source, id), limits);
      return item && toEntry(item);
    },

    async swap(item, processor, expected, next) {
      const attribute = custodyAttribute(processor);
      try {
        await dynamodb.call('UpdateItem', { TableName: table, ...swapExpression(item, attribute, expected, next) });
        return { taken: true };
      } catch (error) {
        const current = custodyIn(await itemBehind(error, item.pk), attribute);
        // A call whose answer was lost is repeated; the first may have written this very state.
        return sameCustody(current, next) ? { taken: true } : { taken: false, current };
      }
    },
  };
}

/**
 * The update that writes a state over the expected one. TTL may have taken the item, or the message came before the
 * record: whatever is missing is written along.
 */
export function swapExpression(item: LedgerItem, attribute: string, expected: Custody | undefined, next: Custody) {
  const { pk, expires, ...facts } = item;
  const kept = Object.keys(facts);
  const condition = expected
    ? '#custody.#state = :state AND #custody.#owner = :owner AND #custody.attempts = :attempts AND #custody.#until = :until'
    : 'attribute_not_exists(#custody)';
  return {
    Key: marshall({ pk }),
    UpdateExpression: `SET #custody = :next, expires = :expires, ${kept.map((name) => `#${name} = if_not_exists(#${name}, :${name})`).join(', ')}`,
    ConditionExpression: condition,
    ExpressionAttributeNames: {
      '#custody': attribute,
      ...Object.fromEntries(kept.map((name) => [`#${name}`, name])),
      ...(expected && { '#state': 'state', '#owner': 'owner', '#until': 'until' }),
    },
    ExpressionAttributeValues: marshall(
      {
        ':next': next,
        ':expires': expires,
        ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [`:${name}`, value])),
        ...(expected && {
          ':state': expected.state,
          ':owner': expected.owner,
          ':attempts': expected.attempts,
          ':until': expected.until,
        }),
      },
      { removeUndefinedValues: true },
    ),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

/** An item of the table as an entry of the ledger. */
export function toEntry(item: Item): LedgerEntry {
  const attributes = unmarshall(item);
  const custody = new Map<string, Custody>();
  for (const [name, value] of Object.entries(attributes)) {
    const processor = processorOf(name);
    if (processor !== undefined) custody.set(processor, value);
  }
  const { pk, shard, receivedAt, time, type, provider, tenant, digest, targets = [], signedBy, expires } = attributes;
  const entry = { pk, shard, receivedAt, time, type, provider, digest, targets, expires, custody };
  return { ...entry, ...(tenant !== undefined && { tenant }), ...(signedBy !== undefined && { signedBy }) };
}

/** The state that an item of the table holds in an attribute. */
export function custodyIn(item: Item | undefined, attribute: string): Custody | undefined {
  const value = item?.[attribute];
  return value && unmarshall({ value }).value;
}
