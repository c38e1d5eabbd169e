import { createHash, randomUUID } from 'node:crypto';
import type { Message } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { encodeEnvelope } from '../../core/envelope.ts';
import type { EventFacts } from '../../core/event-facts.ts';
import type { LedgerEntry } from '../../core/ledger-item.ts';
import type { Transactions } from '../../lambda/aws/transactions.ts';
import { jsonLog } from '../../lambda/log.ts';
import type { ProcessorFunction } from '../../lambda/runtime/processor-function.ts';
import type { Engines } from './engines.ts';

export type Implementation = typeof import('./implementation.ts');

export const MAX_ATTEMPTS = 3;
const INVOCATION_MS = 30_000;
const BODY = Buffer.from('{"id":"evt_1"}');

/** What goes wrong while a delivery is accepted. */
export interface DeliveryFaults {
  /** The verifier dies right after the ledger's write. */
  readonly dieAfterRecord?: boolean;
  /** What happens in the place of a send to this processor. */
  readonly send?: Readonly<Record<string, () => Promise<void>>>;
}

type Transacting = ReturnType<Transactions['write']>;

export interface ConsumerFaults {
  /** The work on the event. @default - counts an effect */
  readonly work?: ProcessorFunction;
  /** The dead-letter queue cannot be reached. */
  readonly noDeadLetterQueue?: boolean;
  /** What happens in the place of a transaction's call; `die` ends the process. */
  readonly transaction?: (write: () => Transacting, die: () => Promise<never>) => Transacting;
}

/** One event on its way to the processors `a` and `b`, through the real code and real engines, under a clock we move. */
export interface World {
  /** How often each processor's effect came about. */
  readonly effects: Record<string, number>;
  now: number;
  deliver(faults?: DeliveryFaults): Promise<'accepted' | 'duplicate' | 'unavailable' | 'died'>;
  /** Puts a copy of the event's message on a queue, as a replay when one is named. */
  enqueue(processor: string, replay?: string): Promise<void>;
  /** One invocation of a processor with whatever is on its queue. Work that returns `DEATH` ends it there and then. */
  consume(processor: string, faults?: ConsumerFaults): Promise<'returned' | 'died'>;
  /** Lets leases run out and attempts come due until the queue is empty, or nothing can empty it. */
  drain(processor: string): Promise<void>;
  queued(processor: string): Promise<number>;
  deadLetters(processor: string): Promise<Message[]>;
  /** Moves every dead letter back to the queue as it is, as the SQS console does. */
  redrive(processor: string): Promise<void>;
  entry(): Promise<LedgerEntry | undefined>;
  /** Work that adds one to a counter of its processor's, by a transaction. */
  counting(processor: string, condition?: string): ProcessorFunction;
  /** Where that counter stands. */
  counter(processor: string): Promise<number>;
}

/** A promise of the protocol, as a run that breaks when the promise is broken. */
export type Guard = (world: World) => Promise<void>;

/** A process that dies neither returns nor throws. Work that returns this very promise ends its process. */
export const DEATH = new Promise<never>(() => {});

/** Makes a world of its own, with its own table and queues. */
export async function openWorld(
  { accept, processBatch, openLedger, openTransactions, openQueues, deadLetterAttributes }: Implementation,
  engines: Engines,
): Promise<World> {
  const name = `w${randomUUID().slice(0, 8)}`;
  await engines.createTable(name);
  const queues = openQueues({ endpoint: engines.sqs });
  const counters = `${name}-counters`;
  await engines.createTable(counters);
  const ledger = openLedger(name, { endpoint: engines.dynamodb });
  const transactions = openTransactions(name, { endpoint: engines.dynamodb });
  const url: Record<string, string> = {};
  for (const queue of ['a', 'b', 'a-dead-letter', 'b-dead-letter'])
    url[queue] = await engines.createQueue(`${name}-${queue}`);
  const urlOf = (queue: string) => url[queue] ?? '';
  const log = jsonLog(() => {});

  const world: World = {
    effects: { a: 0, b: 0 },
    now: Date.parse('2026-01-01T00:00:00Z'),

    async deliver({ dieAfterRecord = false, send = {} } = {}) {
      const died = Promise.withResolvers<'died'>();
      const facts = factsAt(world.now);
      const digest = createHash('sha256').update(BODY).digest('hex');
      const description = { facts, digest } as Parameters<typeof accept>[0];
      const record: typeof ledger.record = async (item) => {
        const entry = await ledger.record(item);
        if (!dieAfterRecord) return entry;
        died.resolve('died');
        return DEATH;
      };
      const accepted = accept(description, ['a', 'b'], encodeEnvelope(facts, BODY), {
        ledger: { ...ledger, record },
        send: (processor, body) => send[processor]?.() ?? queues.send(urlOf(processor), { body }),
        now: () => world.now,
        log,
      });
      return Promise.race([accepted, died.promise]);
    },

    enqueue: (processor, replay) =>
      queues.send(urlOf(processor), { body: encodeEnvelope({ ...factsAt(world.now), replay }, BODY) }),

    async consume(processor, { work, noDeadLetterQueue, transaction } = {}) {
      const messages = await engines.receive(urlOf(processor));
      const died = Promise.withResolvers<'died'>();
      const die = () => {
        died.resolve('died');
        return DEATH;
      };
      const countEffect = () => {
        world.effects[processor] = (world.effects[processor] ?? 0) + 1;
      };
      const invocation = {
        id: randomUUID(),
        deadline: world.now + INVOCATION_MS,
        signal: new AbortController().signal,
      };
      const batch = processBatch(messages.map(asRecord), invocation, {
        processor,
        work: async (event, context) => {
          const result = (work ?? countEffect)(event, context);
          if (result === DEATH) return die();
          await result;
        },
        maxAttempts: MAX_ATTEMPTS,
        firstRetrySeconds: 10,
        ledger,
        transactions: {
          write: (...change) => {
            const write = () => transactions.write(...change);
            return transaction?.(write, die) ?? write();
          },
        },
        fetchBody: async () => undefined,
        hold: ({ receiptHandle }) => queues.hold(urlOf(processor), receiptHandle, 0),
        sendToDeadLetterQueue: (letter) =>
          noDeadLetterQueue
            ? Promise.reject(new Error('the dead-letter queue cannot be reached'))
            : queues.send(urlOf(`${processor}-dead-letter`), {
                body: letter.body,
                attributes: deadLetterAttributes(letter),
              }),
        now: () => world.now,
        random: () => 0.5,
        wait: async () => {},
        log,
      });
      const response = await Promise.race([batch, died.promise]);
      if (response === 'died') return 'died';
      const stays = new Set(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      for (const message of messages)
        if (!stays.has(message.MessageId ?? '')) await engines.delete(urlOf(processor), message);
      return 'returned';
    },

    async drain(processor) {
      for (let round = 0; round < 2 * MAX_ATTEMPTS && (await world.queued(processor)) > 0; round++) {
        world.now += 13 * 3600_000;
        await world.consume(processor);
      }
    },

    queued: async (processor) => (await engines.receive(urlOf(processor))).length,
    deadLetters: (processor) => engines.receive(urlOf(`${processor}-dead-letter`)),
    async redrive(processor) {
      for (const letter of await world.deadLetters(processor)) {
        await queues.send(urlOf(processor), { body: letter.Body ?? '' });
        await engines.delete(urlOf(`${processor}-dead-letter`), letter);
      }
    },
    entry: () => ledger.read('source', 'evt_1'),
    counting:
      (processor, ConditionExpression) =>
      (_, { transact }) =>
        transact([
          {
            Update: {
              TableName: counters,
              Key: { pk: processor },
              UpdateExpression: 'ADD made :one',
              ConditionExpression,
              ExpressionAttributeValues: { ':one': 1 },
            },
          },
        ]),
    counter: async (processor) => Number((await engines.read(counters, processor))?.made?.N ?? 0),
  };
  return world;
}

const factsAt = (now: number): EventFacts => ({
  id: 'evt_1',
  source: 'source',
  provider: 'stripe',
  type: 'invoice.paid',
  time: new Date(now).toISOString(),
  receivedAt: new Date(now).toISOString(),
  requestId: randomUUID(),
  contentType: 'application/json',
});

const asRecord = ({ MessageId = '', ReceiptHandle = '', Body = '' }: Message) =>
  ({ messageId: MessageId, receiptHandle: ReceiptHandle, body: Body }) as SQSRecord;
