import { invocationMs, verifierMs } from '../../../core/cost/billed-ms.ts';
import { AWS_CALL_MS, CPU_MS } from '../../../core/cost/usage.ts';

const size = (memoryMb: number) => ({ memoryMb, architecture: 'arm64', isTraced: false }) as const;

test('less memory than comes with a whole vCPU makes CPU slower in proportion, and waiting for AWS not', () => {
  const cpu = (memoryMb: number) => verifierMs(size(memoryMb)) - 2 * AWS_CALL_MS;
  expect([cpu(512), cpu(256)]).toEqual([CPU_MS.request * (1769 / 512), CPU_MS.request * (1769 / 256)].map(Math.ceil));
  expect(cpu(1769)).toBe(Math.ceil(CPU_MS.request));
  expect(cpu(10_240)).toBe(cpu(1769));
});

test('events of an invocation wait for AWS together, and one after the other where they have an order', () => {
  const five = (isOrdered: boolean) => invocationMs(size(256), 5, 0, isOrdered);
  expect(five(true) - five(false)).toBe(4 * 2 * AWS_CALL_MS);
  expect(five(false)).toBe(Math.ceil((CPU_MS.invocation + 5 * CPU_MS.attempt) * (1769 / 256) + 2 * AWS_CALL_MS));
});

test('a processor’s own work counts for each event', () => {
  expect(invocationMs(size(256), 5, 200, false) - invocationMs(size(256), 5, 0, false)).toBe(5 * 200);
});
