import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { PACE_KEPT_SECONDS } from '../../core/pace.ts';
import type { AwsOptions } from './client-config.ts';
import { isConditionFailure, openDynamoDb } from './dynamodb.ts';
import type { CallLimits } from './http/service.ts';

/** Which slots are asked for. */
export interface SlotRequest {
  /** The key of what has the pace. */
  readonly pk: string;
  /** How far apart the slots are, in milliseconds. */
  readonly intervalMs: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A slot after this moment is of no use. */
  readonly latest: number;
}

/** Slots of time, which all instances together take one after the other. Every call throws what went wrong. */
export interface Pace {
  /** Takes the next slot, now or in the future; `undefined` when it would be too late. Milliseconds since 1970. */
  take(request: SlotRequest, limits?: CallLimits): Promise<number | undefined>;
}

/** How the next slot changes, and when it may. */
interface SlotUpdate {
  readonly pk: string;
  readonly change: string;
  readonly condition: string;
  readonly values: Record<string, number>;
}

/** Opens the paces in the ledger's table: an item each, with the moment of its next free slot. */
export function openPace(table: string, options?: AwsOptions): Pace {
  const dynamodb = openDynamoDb(options);

  /** What the next slot was before, or `undefined` where the condition does not hold. */
  const update = async ({ pk, change, condition, values }: SlotUpdate, limits?: CallLimits) => {
    const input = {
      TableName: table,
      Key: marshall({ pk }),
      UpdateExpression: `SET nextSlot = ${change}, expires = :expires`,
      ConditionExpression: condition,
      ExpressionAttributeValues: marshall(values),
      ReturnValues: 'UPDATED_NEW' as const,
    };
    try {
      const { Attributes = {} } = await dynamodb.call('UpdateItem', input, limits);
      return Number(unmarshall(Attributes).nextSlot);
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  };

  return {
    async take({ pk, intervalMs, now, latest }, limits) {
      const common = { ':now': now, ':interval': intervalMs, ':expires': Math.floor(now / 1000) + PACE_KEPT_SECONDS };
      const queued = { ...common, ':latest': latest };
      const atEnd = {
        pk,
        change: 'nextSlot + :interval',
        condition: 'nextSlot BETWEEN :now AND :latest',
        values: queued,
      };
      const queue = () => update(atEnd, limits);
      const atOnce = { ':next': now + intervalMs, ':now': now, ':expires': common[':expires'] };
      const anew = {
        pk,
        change: ':next',
        condition: 'attribute_not_exists(nextSlot) OR nextSlot < :now',
        values: atOnce,
      };
      const begin = () => update(anew, limits);
      // Between the first two calls another instance may have begun.
      const after = (await queue()) ?? (await begin()) ?? (await queue());
      return after === undefined ? undefined : after - intervalMs;
    },
  };
}
