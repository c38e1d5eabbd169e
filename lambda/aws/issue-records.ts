import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ISSUE_PREFIX, type IssueRecord, issueItem } from '../../core/issues.ts';
import type { AwsOptions } from './client-config.ts';
import { openDynamoDb } from './dynamodb.ts';
import { readItems } from './read-items.ts';

/** What operators have said of issues. Every call throws what went wrong. */
export interface IssueRecords {
  /** The records of issues, by their ids; those that nobody said anything of are left out. */
  read(ids: readonly string[]): Promise<Map<string, IssueRecord>>;
  /** Writes a record in the place of an earlier one. */
  write(record: IssueRecord): Promise<void>;
}

/** Opens the records in the ledger's table. */
export function openIssueRecords(table: string, options?: AwsOptions): IssueRecords {
  const dynamodb = openDynamoDb(options);
  return {
    async read(ids) {
      const items = await readItems(
        dynamodb,
        table,
        ids.map((id) => ISSUE_PREFIX + id),
      );
      const records = items.map((item): IssueRecord => unmarshall(item).record);
      return new Map(records.map((record) => [record.id, record]));
    },
    async write(record) {
      await dynamodb.call('PutItem', { TableName: table, Item: marshall(issueItem(record)) });
    },
  };
}
