import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { FLOWING, type FlowState, flowKey } from '../../core/flow-state.ts';
import type { AwsOptions } from './client-config.ts';
import { isConditionFailure, openDynamoDb } from './dynamodb.ts';

/** Whether events flow to processors. Every call throws what went wrong. */
export interface Flow {
  /** The state of a processor, consistently. */
  read(processor: string): Promise<FlowState>;
  /** Writes a state over the one that it was decided on. False when another one is there by now. */
  write(processor: string, before: FlowState, next: FlowState): Promise<boolean>;
}

/** Opens the states in the ledger's table. */
export function openFlow(table: string, options?: AwsOptions): Flow {
  const dynamodb = openDynamoDb(options);
  const keyOf = (processor: string) => marshall({ pk: flowKey(processor) });
  return {
    async read(processor) {
      const input = { TableName: table, Key: keyOf(processor), ConsistentRead: true };
      const { Item } = await dynamodb.call('GetItem', input);
      return Item ? unmarshall(Item).flow : FLOWING;
    },
    async write(processor, before, next) {
      const isFirst = before.version === 0;
      const input = {
        TableName: table,
        Key: keyOf(processor),
        UpdateExpression: 'SET #flow = :next',
        ConditionExpression: isFirst ? 'attribute_not_exists(#flow)' : '#flow.version = :version',
        ExpressionAttributeNames: { '#flow': 'flow' },
        ExpressionAttributeValues: marshall(
          { ':next': next, ...(!isFirst && { ':version': before.version }) },
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
