import { parseJson } from '../../core/content.ts';
import type { QueueDepth } from '../metrics/service-metrics.ts';
import { answerInJson } from './answer-in-json.ts';
import type { Engine } from './engine.ts';
import { loadMessageOperations } from './fauxqs-messages.ts';
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
  const { knows, perform } = await loadMessageOperations();
  const store = createStore();
  const identify = (name: string) => ({ url: naming.url(name), arn: naming.arn(name) });
  messageStore?.attach(store, identify);
  const app = await buildApp({ queues: store });
  /** What is answered is kept. */
  const kept = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const answered = await answer;
    await messageStore?.kept();
    return answered;
  };
  const performHere = (operation: string, input: object) => kept(perform(operation, input, store));
  return {
    async answer(call) {
      const input = ofThisRun(call.input ?? parseJson(call.body.toString()), naming);
      // The web application around it costs more than what is done to a message.
      if (knows(call.headers['x-amz-target'])) return answerInJson({ ...call, input }, performHere);
      const { 'content-length': _, ...headers } = call.headers;
      const payload = typeof input === 'object' ? Buffer.from(JSON.stringify(input)) : call.body;
      return answerOf(await kept(app.inject({ method: 'POST', url: '/', headers, payload })));
    },
    perform: performHere,
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

/**
 * An input with the queue's URL in this run: fauxqs knows queues of its own region only, and one that stands in for
 * another account's, or another region's, is called by that one's URL.
 */
function ofThisRun(input: unknown, { url, arn }: QueueNaming): unknown {
  const { QueueUrl } = Object(input);
  const [found, region, account, name = ''] =
    /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.[a-z.]+\/(\d{12})\/([\w.-]+)$/.exec(String(QueueUrl)) ?? [];
  if (found === undefined || arn(name).includes(`:${region}:${account}:`)) return input;
  return { ...Object(input), QueueUrl: url(name) };
}
