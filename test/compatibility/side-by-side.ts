import { createHash, randomUUID } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';
import type { EventFacts } from '../../core/event-facts.ts';
import { jsonLog } from '../../lambda/log.ts';
import type { ProcessorFunction } from '../../lambda/runtime/processor-function.ts';
import type { Engines } from '../protocol/engines.ts';
import type { Code } from './build-code.ts';

/** One table and one queue that code of several versions works on, under a clock that we move. */
export interface SharedWorld {
  now: number;
  /** How often the effect of each event came about. */
  readonly effects: Map<string, number>;
  /** A provider sends an event, and code of this version takes it. */
  deliver(code: Code, id: string, more?: Partial<EventFacts>): Promise<string>;
  /** One invocation of the processor on code of this version, with whatever is on the queue. */
  consume(code: Code, work?: ProcessorFunction): Promise<void>;
  queued(): Promise<number>;
  deadLetters(): Promise<number>;
  /** The state that code of this version reads of an event. */
  status(code: Code, id: string): Promise<string>;
}

const INVOCATION_MS = 30_000;

export async function openSharedWorld(engines: Engines): Promise<SharedWorld> {
  const name = `w${randomUUID().slice(0, 8)}`;
  await engines.createTable(name);
  const url = await engines.createQueue(`${name}-work`);
  const deadLetterUrl = await engines.createQueue(`${name}-work-dead-letter`);
  const log = jsonLog(() => {});
  const world: SharedWorld = {
    now: Date.parse('2026-01-01T00:00:00Z'),
    effects: new Map(),

    async deliver({ accept, encodeEnvelope, openLedger, openQueues }, id, more = {}) {
      const body = Buffer.from(JSON.stringify({ id }));
      const at = new Date(world.now).toISOString();
      const facts: EventFacts = {
        ...{ id, source: 'source', provider: 'stripe', type: 'invoice.paid', time: at, receivedAt: at },
        ...{ requestId: randomUUID(), contentType: 'application/json' },
        ...more,
      };
      const digest = createHash('sha256').update(body).digest('hex');
      const description = { facts, digest } as Parameters<typeof accept>[0];
      const queues = openQueues({ endpoint: engines.sqs });
      return accept(description, ['work'], encodeEnvelope(facts, body), {
        ledger: openLedger(name, { endpoint: engines.dynamodb }),
        send: (_, message) => queues.send(url, { body: message }),
        now: () => world.now,
        log,
      });
    },

    async consume({ processBatch, openLedger, openQueues, openTransactions, deadLetterAttributes }, work = () => {}) {
      const received = await engines.receive(url);
      const records = received.map(
        ({ MessageId = '', ReceiptHandle = '', Body = '' }) =>
          ({ messageId: MessageId, receiptHandle: ReceiptHandle, body: Body }) as SQSRecord,
      );
      const queues = openQueues({ endpoint: engines.sqs });
      const invocation = { id: randomUUID(), deadline: world.now + INVOCATION_MS, signal: AbortSignal.timeout(60_000) };
      const { batchItemFailures } = await processBatch(records, invocation, {
        processor: 'work',
        work: async (event, context) => {
          await work(event, context);
          world.effects.set(event.id, (world.effects.get(event.id) ?? 0) + 1);
        },
        maxAttempts: 3,
        firstRetrySeconds: 10,
        ledger: openLedger(name, { endpoint: engines.dynamodb }),
        transactions: openTransactions(name, { endpoint: engines.dynamodb }),
        fetchBody: async () => undefined,
        hold: ({ receiptHandle }) => queues.hold(url, receiptHandle, 0),
        sendToDeadLetterQueue: (letter) =>
          queues.send(deadLetterUrl, { body: letter.body, attributes: deadLetterAttributes(letter) }),
        now: () => world.now,
        random: () => 0.5,
        wait: async () => {},
        log,
      });
      const stays = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      for (const message of received) if (!stays.has(message.MessageId ?? '')) await engines.delete(url, message);
    },

    queued: async () => (await engines.receive(url)).length,
    deadLetters: async () => (await engines.receive(deadLetterUrl)).length,
    async status({ openLedger, eventStatus }, id) {
      const entry = await openLedger(name, { endpoint: engines.dynamodb }).read('source', id);
      return entry ? eventStatus(entry.custody.get('work'), world.now) : 'unknown';
    },
  };
  return world;
}
