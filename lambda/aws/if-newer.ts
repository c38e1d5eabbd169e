import { type AttributeValue, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

/** A `DynamoDBClient` of any version of the SDK. */
export interface PutsItems {
  send(command: PutItemCommand): Promise<unknown>;
}

export interface NewerItem {
  readonly table: string;
  /** The whole item with its key, as plain values; it takes the place of the one that is there. */
  readonly item: Readonly<Record<string, unknown>>;
  /** What grows with each change: `event.time`, or better a number that the provider counts up. */
  readonly version: Date | number | string;
  /** The attribute that keeps it. @default 'version' */
  readonly attribute?: string;
}

/**
 * Writes an item unless a newer one is there: what arrives late does not undo what came before it. An item of the same
 * version is written over, since many providers count in seconds, and of two events of one second the later is likely the
 * newer. Tells whether it was written. Throws the SDK's errors.
 * @throws {TypeError} when the version that is there is of another type, and so neither newer nor older
 */
export async function ifNewer(client: PutsItems, options: NewerItem): Promise<boolean> {
  const { table, item, version, attribute = 'version' } = options;
  const value = version instanceof Date ? version.toISOString() : version;
  const command = new PutItemCommand({
    TableName: table,
    Item: marshall({ ...item, [attribute]: value }, { removeUndefinedValues: true }),
    ConditionExpression: 'attribute_not_exists(#version) OR #version <= :version',
    ExpressionAttributeNames: { '#version': attribute },
    ExpressionAttributeValues: marshall({ ':version': value }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await client.send(command);
    return true;
  } catch (error) {
    // By its name: the processor's copy of the SDK may be another one.
    if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
    const there = Object.keys(versionIn(error, attribute) ?? {})[0];
    const given = typeof value === 'number' ? 'N' : 'S';
    if (there !== undefined && there !== given)
      throw new TypeError(
        `"${attribute}" of the item in ${table} is of the type ${there}, and ${JSON.stringify(value)} of the type ${given}: give all versions as one type`,
      );
    return false;
  }
}

function versionIn(error: Error, attribute: string): AttributeValue | undefined {
  const { Item }: { readonly Item?: Readonly<Record<string, AttributeValue>> } = Object(error);
  return Item?.[attribute];
}
