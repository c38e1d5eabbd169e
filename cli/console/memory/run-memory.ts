import type { TakenDelivery } from '../../../local/http/http-api-server.ts';
import type { LocalRunMessage } from '../../../local/report.ts';
import { deliveryFile } from './delivery-file.ts';
import { type DeliveryMemory, deliveryMemory } from './delivery-memory.ts';
import { type LogMemory, logMemory } from './log-memory.ts';

/** What a local run remembers for the console: bodies and headers of its latest deliveries, and what functions logged. */
export interface RunMemory {
  readonly deliveries: DeliveryMemory;
  readonly logs: LogMemory;
  /** Hears of everything that the run reports. */
  readonly onMessage: (message: LocalRunMessage) => void;
  readonly onDelivery: (delivery: TakenDelivery) => void;
  /** Resolves once what an earlier run had kept is there. */
  readonly restored: Promise<void>;
}

/**
 * Makes the memory of a local run.
 * @param data - where deliveries are kept. @default - nowhere
 */
export function runMemory(data: string | undefined, warn: (text: string) => void): RunMemory {
  const deliveries = deliveryMemory();
  const logs = logMemory();
  const file =
    data === undefined
      ? undefined
      : deliveryFile(data, ({ message }) =>
          warn(`the console will not know the bodies of events after a restart: ${message}`),
        );
  const restore = async () => {
    if (file) for await (const kept of file.read()) deliveries.restore(kept);
  };
  return {
    deliveries,
    logs,
    onMessage: (message) => logs.add(message, new Date()),
    onDelivery: (delivery) => {
      const kept = deliveries.add(delivery);
      file?.append(kept);
    },
    restored: restore(),
  };
}
