import type { QueueDepth } from '../metrics/service-metrics.ts';
import type { Engine } from './engine.ts';
import { answerOf, loadFauxqs } from './fauxqs-parts.ts';
import type { MessageStore } from './message-store.ts';
import { queueDepth } from './queue-depth.ts';

/** SQS, with what a template can do to it. */
export interface QueueEngine extends Engine {
  /** Creates a queue, or gives the one of the last run these attributes. */
  putQueue(name: string, attributes: Readonly<Record<string, string>>): void;
  /** Ends every long poll of a queue, without messages. */
  wakePollers(name: string): void;
  /** What lies on each queue now. */
  depths(): QueueDepth[];
}

export interface QueueNaming {
  readonly url: (name: string) => string;
  readonly arn: (name: string) => string;
}

/** SQS, played by fauxqs in this process; kept in SQLite when there is a store. */
export async function startFauxqs(naming: QueueNaming, messageStore: MessageStore | undefined): Promise<QueueEngine> {
  const { createStore, buildApp } = await loadFauxqs();
  const store = createStore();
  const identify = (name: string) => ({ url: naming.url(name), arn: naming.arn(name) });
  messageStore?.attach(store, identify);
  const app = await buildApp({ queues: store });
  return {
    answer: async ({ headers, body }) =>
      answerOf(await app.inject({ method: 'POST', url: '/', headers, payload: body })),
    putQueue(name, attributes) {
      const { url, arn } = identify(name);
      const queue = store.getQueueByName(name);
      if (queue) queue.setAttributes({ RedrivePolicy: '', ...attributes });
      else store.createQueue(name, url, arn, attributes);
    },
    wakePollers: (name) => store.getQueueByName(name)?.cancelWaiters(),
    depths: () => [...store.allQueues()].map((queue) => queueDepth(queue, Date.now())),
    async close() {
      store.shutdown();
      await app.close();
    },
  };
}
