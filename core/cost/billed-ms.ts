import type { FunctionSize } from './inventory.ts';
import { AWS_CALL_MS, CALLS, CPU_MS } from './usage.ts';

/** The memory that comes with one whole vCPU; less has its share: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export const MB_OF_A_CPU = 1769;

/** The milliseconds that Lambda bills for a request to the verifier: its record, then its sends, which go side by side. */
export const verifierMs = (size: FunctionSize): number => billedMs(size, CPU_MS.request, CALLS.record + 1);

/**
 * The milliseconds that Lambda bills for an invocation of a processor.
 * @param batch - how many events it gets
 * @param workMs - a processor's own work on each; taken as if it were CPU or done one after the other
 * @param isOrdered - the events wait for one another; otherwise they run side by side, and wait for AWS together
 */
export const invocationMs = (size: FunctionSize, batch: number, workMs: number, isOrdered: boolean): number =>
  billedMs(size, CPU_MS.invocation + batch * CPU_MS.attempt, CALLS.attempt * (isOrdered ? batch : 1)) + batch * workMs;

/** Whole ones. That a share slows down every moment of CPU is the worst case: Lambda lets short bursts run at full speed. */
const billedMs = ({ memoryMb }: FunctionSize, cpuMs: number, calls: number): number =>
  Math.ceil(cpuMs * Math.max(1, MB_OF_A_CPU / memoryMb) + calls * AWS_CALL_MS);
