import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Progress } from '../../core/reconciliation/progress.ts';
import { reconcileKey } from '../../core/reconciliation/reconcile-item.ts';
import type { AwsOptions } from './client-config.ts';
import { isConditionFailure, openDynamoDb } from './dynamodb.ts';

/** What came of asking for a source's reconciliation: it is ours, or somebody else is at it. */
export type Acquired =
  | { readonly taken: true; readonly progress: Progress | undefined }
  | { readonly taken: false; readonly until: number | undefined };

/** How far the reconciliation of a source has come, and who is at it. Every call throws what went wrong. */
export interface ReconcileState {
  /** How far it has come; `undefined` before the first run. */
  read(source: string): Promise<Progress | undefined>;
  /** Takes it for oneself until a moment (milliseconds since 1970), unless somebody else has it. */
  acquire(source: string, owner: string, now: number, until: number): Promise<Acquired>;
  /** Gives it back, with what was reached. False when it was somebody else's by then: nothing is written. */
  release(source: string, owner: string, progress: Progress | undefined): Promise<boolean>;
}

/** Opens the state of reconciliations, which lies in the ledger's table. */
export function openReconcileState(table: string, options?: AwsOptions): ReconcileState {
  const dynamodb = openDynamoDb(options);
  return {
    async read(source) {
      const Key = marshall({ pk: reconcileKey(source) });
      const { Item } = await dynamodb.call('GetItem', { TableName: table, Key, ConsistentRead: true });
      return Item && unmarshall(Item).progress;
    },

    async acquire(source, owner, now, until) {
      const input = {
        TableName: table,
        Key: marshall({ pk: reconcileKey(source) }),
        UpdateExpression: 'SET #owner = :owner, leaseEnd = :until',
        ConditionExpression: 'attribute_not_exists(leaseEnd) OR leaseEnd < :now OR #owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: marshall({ ':owner': owner, ':until': until, ':now': now }),
        ReturnValues: 'ALL_NEW' as const,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
      };
      try {
        const { Attributes } = await dynamodb.call('UpdateItem', input);
        return { taken: true, progress: Attributes && unmarshall(Attributes).progress };
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        return { taken: false, until: error.Item && unmarshall(error.Item).leaseEnd };
      }
    },

    async release(source, owner, progress) {
      const input = {
        TableName: table,
        Key: marshall({ pk: reconcileKey(source) }),
        UpdateExpression: `${progress ? 'SET progress = :progress ' : ''}REMOVE #owner, leaseEnd`,
        ConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: marshall(
          { ':owner': owner, ...(progress && { ':progress': progress }) },
          { removeUndefinedValues: true },
        ),
      };
      try {
        await dynamodb.call('UpdateItem', input);
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },
  };
}
