import { MB_OF_A_CPU } from '../../../core/cost/billed-ms.ts';
import { PRICES } from '../../../core/cost/prices.ts';
import { AWS_CALL_MS } from '../../../core/cost/usage.ts';
import { HOURS_A_MONTH } from '../../../core/cost/volume.ts';
import type { CpuSpent } from '../start/run-warm.ts';

/** How long that takes on Lambda with so much memory, and what it costs by list price. */
export interface LambdaTime {
  readonly memoryMb: number;
  /** From the start to the first answer, in milliseconds. */
  readonly coldMs: number;
  /** From a request to its answer, once started, in milliseconds. */
  readonly warmMs: number;
  /** Dollars for a million requests. */
  readonly perMillion: number;
  /** Dollars for a month of one instance that is kept started. */
  readonly keptPerMonth: number;
}

/** A record and a send, one after the other. */
const WAITING_MS = 2 * AWS_CALL_MS;

/**
 * Calculates it: the shares of CPU are Lambda's, and before the first request it gives a whole one, whatever the memory
 * (https://docs.aws.amazon.com/lambda/latest/operatorguide/static-initialization.html says why work belongs there).
 */
export function lambdaTime({ initMs, firstMs, warmMs }: CpuSpent, memoryMb: number): LambdaTime {
  const slower = Math.max(1, MB_OF_A_CPU / memoryMb);
  const billed = Math.ceil(warmMs * slower + WAITING_MS);
  const gb = memoryMb / 1024;
  return {
    memoryMb,
    coldMs: initMs + firstMs * slower + 2 * WAITING_MS,
    warmMs: warmMs * slower + WAITING_MS,
    perMillion: 1e6 * (PRICES.invocation.dollars + gb * (billed / 1000) * PRICES.armSecond.dollars),
    keptPerMonth: gb * HOURS_A_MONTH * 3600 * PRICES.provisionedArmSecond.dollars,
  };
}
