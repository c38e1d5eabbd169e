import type { AttributeValue } from '@aws-sdk/client-dynamodb';

type Item = Readonly<Record<string, AttributeValue>>;

/** A write in DynamoDB's own values. */
export interface Write {
  readonly kind: string;
  readonly table: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly key?: Record<string, AttributeValue> | undefined;
  readonly item?: Record<string, AttributeValue> | undefined;
}

/**
 * What DynamoDB counts for an item at least, in bytes:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

function valueBytes({ S, N, B, SS, NS, BS, L, M }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.replace(/[^\d]/g, '').length / 2);
  if (B !== undefined) return B.byteLength;
  if (SS) return sum(SS, Buffer.byteLength);
  if (NS) return sum(NS, (number) => valueBytes({ N: number }));
  if (BS) return sum(BS, ({ byteLength }) => byteLength);
  if (L) return sum(L, valueBytes);
  return M ? itemBytes(M) : 1;
}

const sum = <T>(list: readonly T[], bytes: (each: T) => number) => list.reduce((total, each) => total + bytes(each), 0);

/** Two writes on one item. Which attributes are a table's key is known by a write that names one; else DynamoDB tells. */
export function firstDouble(writes: readonly Write[]): readonly [Write, Write] | undefined {
  const keys = new Map(writes.flatMap(({ table, key }) => (key ? [[table, Object.keys(key).sort()] as const] : [])));
  const seen = new Map<string, Write>();
  for (const write of writes) {
    const names = keys.get(write.table);
    const holder = write.key ?? write.item ?? {};
    if (!names) continue;
    const name = JSON.stringify([write.table, ...names.map((each) => holder[each])]);
    const other = seen.get(name);
    if (other) return [other, write];
    seen.set(name, write);
  }
  return undefined;
}
