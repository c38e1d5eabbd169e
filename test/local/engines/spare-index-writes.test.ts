import { startDynalite } from '../../../local/engines/dynalite-engine.ts';
import { type IndexWriter, spareIndexWrites } from '../../../local/engines/spare-index-writes.ts';

const index = (ProjectionType: string) => ({
  IndexName: 'by-owner',
  KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
  Projection: { ProjectionType, ...(ProjectionType === 'INCLUDE' && { NonKeyAttributes: ['colour'] }) },
});

const text = (S: string) => ({ S });

/** Which of a table's indexes are written when an item changes. */
function written(type: string, before: object | undefined, after: object | null): number {
  const tables: Parameters<IndexWriter['updateIndexes']>[1][] = [];
  const writer: IndexWriter = { updateIndexes: (_store, table) => void tables.push(table) };
  spareIndexWrites(writer);
  const table = { GlobalSecondaryIndexes: [index(type)] };
  writer.updateIndexes(undefined, table, before && { ...before }, after && { ...after }, () => undefined);
  return tables[0]?.GlobalSecondaryIndexes?.length ?? 0;
}

const item = { pk: text('1'), owner: text('ann'), colour: text('red'), size: { N: '1' } };

test.each([
  ['nothing that the index holds changes', 0, 'INCLUDE', { ...item, size: { N: '2' } }],
  ['an attribute that goes with the index changes', 1, 'INCLUDE', { ...item, colour: text('blue') }],
  ['that attribute does not go with the index', 0, 'KEYS_ONLY', { ...item, colour: text('blue') }],
  ["the index's own key changes", 1, 'KEYS_ONLY', { ...item, owner: text('bob') }],
  ['the index holds the whole item', 1, 'ALL', item],
  ['the item goes', 1, 'INCLUDE', null],
])('writes an index or leaves it: %s', (_, indexes, type, after) => {
  expect(written(type, item, after)).toBe(indexes);
});

test('writes the index of a new item', () => {
  expect(written('INCLUDE', undefined, item)).toBe(1);
});

test('an index gives what the last update has left', async () => {
  const engine = await startDynalite(undefined);
  const call = async (operation: string, input: object) => {
    const outcome = await engine.perform?.(operation, { TableName: 'things', ...input });
    expect(outcome).toMatchObject({ status: 200 });
    return Object(outcome?.output);
  };
  const set = (UpdateExpression: string, values?: object) =>
    call('UpdateItem', { Key: { pk: text('1') }, UpdateExpression, ExpressionAttributeValues: values });
  const listed = async () =>
    (
      await call('Query', {
        IndexName: 'by-owner',
        KeyConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':owner': text('ann') },
      })
    ).Items;
  try {
    await call('CreateTable', {
      AttributeDefinitions: ['pk', 'owner'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [index('INCLUDE')],
      BillingMode: 'PAY_PER_REQUEST',
    });
    await call('PutItem', { Item: item });
    await set('SET colour = :colour', { ':colour': text('blue') });
    await set('SET amount = :amount', { ':amount': { N: '2' } });
    expect(await listed()).toEqual([{ pk: text('1'), owner: text('ann'), colour: text('blue') }]);
    await set('REMOVE colour');
    expect(await listed()).toEqual([{ pk: text('1'), owner: text('ann') }]);
  } finally {
    await engine.close();
  }
});
