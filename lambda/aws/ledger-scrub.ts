import { marshall } from '@aws-sdk/util-dynamodb';
import type { Custody } from '../../core/custody.ts';
import { custodyAttribute } from '../../core/ledger-item.ts';
import type { AwsOptions } from './client-config.ts';
import { isConditionFailure, openDynamoDb } from './dynamodb.ts';

/** What stands in the ledger in the place of what an error said. */
export const PURGED = '[purged]';

/** Takes what errors said out of a processor's state; false when the state has changed meanwhile. Throws what went wrong. */
export type Scrub = (pk: string, processor: string, state: Custody) => Promise<boolean>;

/** Whether errors of a state still say something. */
export const saysSomething = ({ failures }: Custody) => failures.some(({ error }) => error !== PURGED);

/** Opens the ledger to take out what errors said. The event's item stays: without it, its next copy would be a new event. */
export function openLedgerScrub(table: string, options?: AwsOptions): Scrub {
  const dynamodb = openDynamoDb(options);
  return async (pk, processor, { state, owner, attempts, until, failures }) => {
    const input = {
      TableName: table,
      Key: marshall({ pk }),
      UpdateExpression: 'SET #custody.failures = :failures',
      ConditionExpression:
        '#custody.#state = :state AND #custody.#owner = :owner AND #custody.attempts = :attempts AND #custody.#until = :until',
      ExpressionAttributeNames: {
        '#custody': custodyAttribute(processor),
        '#state': 'state',
        '#owner': 'owner',
        '#until': 'until',
      },
      ExpressionAttributeValues: marshall({
        ':failures': failures.map((failure) => ({ ...failure, error: PURGED })),
        ':state': state,
        ':owner': owner,
        ':attempts': attempts,
        ':until': until,
      }),
    };
    try {
      await dynamodb.call('UpdateItem', input);
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };
}
