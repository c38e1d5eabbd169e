import { setTimeout } from 'node:timers/promises';
import { startFauxqs } from 'fauxqs';
import { callEngine } from '../../../local/engines/call-engine.ts';
import type { Engine } from '../../../local/engines/engine.ts';
import type { InvocationResult } from '../../../local/functions/invocation.ts';
import { type QueuePoller, startQueuePoller } from '../../../local/queues/queue-poller.ts';

const QUEUE = 'work';
const queueArn = `arn:aws:sqs:us-east-1:000000000000:${QUEUE}`;
const DONE: InvocationResult = { kind: 'answered', payload: 'null' };

interface Invocation {
  readonly bodies: readonly string[];
  readonly end: (result: InvocationResult) => void;
}

let queues: Engine;
let queueUrl: string;
let poller: QueuePoller;
let invocations: Invocation[];
let onInvoked: (() => void) | undefined;

beforeEach(async () => {
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  const sqs = `http://127.0.0.1:${server.port}`;
  queues = {
    async answer({ method, url, headers, body }) {
      const answered = await fetch(`${sqs}${url}`, { method, headers: { ...headers }, body: body.toString() });
      return { status: answered.status, headers: {}, body: await answered.text() };
    },
    close: () => server.stop(),
  };
  await callEngine(queues, 'sqs', 'CreateQueue', { QueueName: QUEUE });
  queueUrl = `${sqs}/000000000000/${QUEUE}`;
  invocations = [];
  onInvoked = undefined;
});
afterEach(async () => {
  for (const { end } of invocations) end(DONE);
  await poller.stop();
});

function poll(): void {
  poller = startQueuePoller({
    mapping: {
      ...{ logicalId: 'Mapping', functionName: 'worker', queueName: QUEUE, queueArn, queueUrl },
      ...{ batchSize: 10, windowSeconds: 0, concurrency: 2, reportsItems: true },
    },
    queues: { ...queues, wakePollers: () => void queues.close() },
    invoke: (payload) =>
      new Promise((end) => {
        const { Records } = JSON.parse(payload) as { readonly Records: readonly { readonly body: string }[] };
        invocations.push({ bodies: Records.map(({ body }) => body), end });
        onInvoked?.();
      }),
    report: ({ text }) => {
      throw new Error(text);
    },
  });
}

const send = (MessageBody: string) => callEngine(queues, 'sqs', 'SendMessage', { QueueUrl: queueUrl, MessageBody });

async function visible(): Promise<string | undefined> {
  const asked = { QueueUrl: queueUrl, AttributeNames: ['ApproximateNumberOfMessages'] };
  const { Attributes } = await callEngine<{ Attributes: Record<string, string> }>(
    queues,
    'sqs',
    'GetQueueAttributes',
    asked,
  );
  return Attributes.ApproximateNumberOfMessages;
}

/** Resolves once there have been so many. */
const invoked = (count: number) =>
  new Promise<void>((resolve) => {
    onInvoked = () => invocations.length >= count && resolve();
    onInvoked();
  });

test('quick work is done one batch after the other, and what comes meanwhile makes up the next one', async () => {
  let most = 0;
  let running = 0;
  const done: string[] = [];
  onInvoked = async () => {
    const { bodies, end } = invocations.at(-1) ?? { bodies: [], end: () => undefined };
    running += 1;
    most = Math.max(most, running);
    await setTimeout(20);
    running -= 1;
    done.push(...bodies);
    end(DONE);
  };
  poll();
  const sent = Array.from({ length: 20 }, (_, index) => `${index}`);
  for (const body of sent) {
    await send(body);
    // Longer than the poller looks for more, and shorter than work takes.
    await setTimeout(8);
  }
  while (done.length < sent.length) await setTimeout(10);
  expect(done).toEqual(sent);
  expect(most).toBe(1);
});

test('a second batch is taken beside one that takes long, and no third one before either has ended', async () => {
  poll();
  await send('first');
  await invoked(1);
  await send('second');
  await invoked(2);
  await send('third');
  // Several times as long as the poller waits before it takes the second one.
  for (let look = 0; look < 10; look++) {
    await setTimeout(50);
    expect(await visible()).toBe('1');
  }
  invocations[1]?.end(DONE);
  await invoked(3);
  expect(invocations.map(({ bodies }) => bodies)).toEqual([['first'], ['second'], ['third']]);
});
