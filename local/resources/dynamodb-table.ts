import { callEngine, EngineError } from '../engines/call-engine.ts';
import type { Engine } from '../engines/engine.ts';
import { LocalRunError } from '../local-run-error.ts';
import type { PartitionKeys } from '../permissions/access-rules.ts';
import { customerKeyArn } from '../permissions/key-permissions.ts';
import type { ResourceType } from './resource-type.ts';

interface TableProperties {
  readonly KeySchema?: readonly Key[];
  readonly AttributeDefinitions?: readonly object[];
  readonly GlobalSecondaryIndexes?: readonly Index[];
  readonly LocalSecondaryIndexes?: readonly Index[];
  readonly SSESpecification?: { readonly KMSMasterKeyId?: unknown };
  readonly ResourcePolicy?: { readonly PolicyDocument?: unknown };
  readonly TimeToLiveSpecification?: { readonly AttributeName?: string; readonly Enabled?: boolean };
}

interface Key {
  readonly AttributeName: string;
  readonly KeyType: string;
}

interface Index {
  readonly IndexName: string;
  readonly KeySchema: readonly Key[];
  readonly Projection: object;
}

interface TableDescription {
  readonly TableStatus: string;
  readonly KeySchema: readonly Key[];
  readonly GlobalSecondaryIndexes?: readonly Index[];
}

const LONGEST_CREATION_MS = 10_000;

/** A table. One that is there from the last run is kept as it is. */
export const dynamodbTable: ResourceType = {
  types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],

  async bringUp({ logicalId, name, properties }, { tables, report }, { assembly: { region, account }, access }) {
    const wanted: TableProperties = properties;
    const timeToLive = wanted.TimeToLiveSpecification;
    const indexes = (list: readonly Index[] | undefined) =>
      list?.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));
    const isNew = await create(tables, {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: wanted.KeySchema,
      AttributeDefinitions: wanted.AttributeDefinitions,
      GlobalSecondaryIndexes: indexes(wanted.GlobalSecondaryIndexes),
      LocalSecondaryIndexes: indexes(wanted.LocalSecondaryIndexes),
    });
    const found = await active(tables, name);
    if (!isNew) compare(name, wanted, found);
    if (isNew && timeToLive?.Enabled) await enableTimeToLive(tables, name, timeToLive);
    report({ kind: 'progress', text: `table ${name} ${isNew ? 'created' : 'kept'}` });
    const arn = `arn:aws:dynamodb:${region}:${account}:table/${name}`;
    access.partitionKeys.set(name, partitionKeysOf(wanted));
    const key = customerKeyArn(wanted.SSESpecification?.KMSMasterKeyId, region, account);
    if (key) access.keys.set(arn, key);
    if (wanted.ResourcePolicy)
      access.resourcePolicies.push({ resource: arn, document: wanted.ResourcePolicy.PolicyDocument });
    return { ref: name, attributes: { Arn: arn, StreamArn: `${arn}/stream/${logicalId}`, TableId: logicalId } };
  },
};

function partitionKeysOf(table: TableProperties): PartitionKeys {
  const keyOf = (keys: readonly Key[] | undefined) => keys?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  return {
    table: keyOf(table.KeySchema),
    indexes: new Map(indexes.map(({ IndexName, KeySchema }) => [IndexName, keyOf(KeySchema)])),
  };
}

async function create(tables: Engine, table: object): Promise<boolean> {
  try {
    await callEngine(tables, 'dynamodb', 'CreateTable', table);
    return true;
  } catch (error) {
    if (error instanceof EngineError && error.code === 'ResourceInUseException') return false;
    throw error;
  }
}

async function active(tables: Engine, name: string): Promise<TableDescription> {
  for (const end = Date.now() + LONGEST_CREATION_MS; Date.now() < end; ) {
    const { Table } = await callEngine<{ readonly Table: TableDescription }>(tables, 'dynamodb', 'DescribeTable', {
      TableName: name,
    });
    if (Table.TableStatus === 'ACTIVE') return Table;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new LocalRunError(`Table ${name} did not become active within ${LONGEST_CREATION_MS / 1000} s`);
}

function compare(name: string, wanted: TableProperties, found: TableDescription): void {
  const missing = (wanted.GlobalSecondaryIndexes ?? [])
    .map(({ IndexName }) => IndexName)
    .filter((index) => !found.GlobalSecondaryIndexes?.some(({ IndexName }) => IndexName === index));
  if (describeKeys(wanted.KeySchema ?? []) === describeKeys(found.KeySchema) && missing.length === 0) return;
  throw new LocalRunError(
    `Table ${name} of the data directory has ${missing.length > 0 ? `no index ${missing.join(', ')}` : `the key ${describeKeys(found.KeySchema)} and not ${describeKeys(wanted.KeySchema ?? [])}`}: start with an empty data directory`,
  );
}

const describeKeys = (keys: readonly Key[]) =>
  keys.map(({ AttributeName, KeyType }) => `${AttributeName} (${KeyType})`).join(', ');

async function enableTimeToLive(tables: Engine, name: string, timeToLive: object): Promise<void> {
  try {
    const TimeToLiveSpecification = timeToLive;
    await callEngine(tables, 'dynamodb', 'UpdateTimeToLive', { TableName: name, TimeToLiveSpecification });
  } catch (error) {
    // dynalite has no time to live; the ledger's conditions do not count on deletion in time.
    if (!(error instanceof EngineError && error.code === 'UnknownOperationException')) throw error;
  }
}
