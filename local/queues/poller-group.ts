import type { QueueEngine } from '../engines/fauxqs-engine.ts';
import type { InvocationResult } from '../functions/invocation.ts';
import type { Report } from '../report.ts';
import { type MappingDefinition, type QueuePoller, startQueuePoller } from './queue-poller.ts';

export interface FollowedMapping {
  readonly mapping: MappingDefinition;
  /** The logical id of the function. */
  readonly functionId: string;
}

/** The pollers of every event source mapping. */
export interface PollerGroup {
  /** Polls for these mappings from now on: those that did not change go on. */
  apply(mappings: readonly FollowedMapping[]): Promise<void>;
  stop(): Promise<void>;
}

interface PollerGroupOptions {
  readonly queues: QueueEngine;
  readonly invoke: (functionId: string, payload: string) => Promise<InvocationResult>;
  readonly report: Report;
}

export function createPollerGroup({ queues, invoke, report }: PollerGroupOptions): PollerGroup {
  const pollers = new Map<string, QueuePoller>();
  return {
    async apply(mappings) {
      const wanted = new Map(mappings.map((followed) => [JSON.stringify(followed), followed]));
      const ended = [...pollers].filter(([key]) => !wanted.has(key));
      for (const [key] of ended) pollers.delete(key);
      for (const [key, { mapping, functionId }] of wanted) {
        if (pollers.has(key)) continue;
        const poller = startQueuePoller({ mapping, queues, report, invoke: (payload) => invoke(functionId, payload) });
        pollers.set(key, poller);
      }
      await Promise.all(ended.map(([, poller]) => poller.stop()));
    },
    async stop() {
      await Promise.all([...pollers.values()].map((poller) => poller.stop()));
    },
  };
}
