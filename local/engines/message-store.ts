import { DatabaseSync } from 'node:sqlite';
import { LocalRunError } from '../local-run-error.ts';
import type { Message, Queue, QueueStore } from './fauxqs-parts.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS queues (
    name TEXT PRIMARY KEY, attributes TEXT NOT NULL, sequence INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS messages (
    id TEXT PRIMARY KEY, queue TEXT NOT NULL, message TEXT NOT NULL, receives INTEGER NOT NULL, received INTEGER NOT NULL
  ) STRICT;
  DROP INDEX IF EXISTS messages_by_queue`;

/** Keeps the queues of fauxqs, and what is in them, in a SQLite file. */
export interface MessageStore {
  /** Brings back the queues of the last run, and keeps every change from now on. */
  attach(store: QueueStore, identify: (name: string) => { readonly url: string; readonly arn: string }): void;
  /** Resolves once every change so far is in the file. One that cannot be written ends the process. */
  kept(): Promise<void>;
  close(): void;
}

/**
 * Opens a file of queues, for this process alone.
 * @throws {LocalRunError} when another run has it open
 */
export function openMessageStore(file: string): MessageStore {
  const database = new DatabaseSync(file);
  try {
    // The lock is the kernel's, so it ends with the process, however that ends. Without a sync at each commit a power
    // failure may take the last messages; the end of the process does not.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.exec(`BEGIN EXCLUSIVE; ${SCHEMA}; COMMIT`);
  } catch (cause) {
    database.close();
    if (!String(cause).includes('locked')) throw cause;
    throw new LocalRunError(`${file} is in use by another run: stop that one, or choose another data directory`, {
      cause,
    });
  }
  const turn = keepTogether(database);
  return {
    attach(store, identify) {
      loadQueues(database, store, identify);
      store.persistence = writeThrough(database, turn.begin);
      for (const queue of store.allQueues()) queue.persistence = store.persistence;
    },
    kept: turn.kept,
    close() {
      turn.end();
      database.close();
    },
  };
}

/**
 * Makes one transaction of all that changes in a turn of the event loop: it costs little more than one change does. And
 * fauxqs moves a message to the dead-letter queue by deleting and inserting it, which has to be kept as one.
 */
function keepTogether(database: DatabaseSync) {
  let current: { readonly kept: Promise<void>; end(): void } | undefined;
  return {
    begin() {
      if (current) return;
      database.exec('BEGIN');
      const { promise: kept, resolve } = Promise.withResolvers<void>();
      const end = () => {
        clearImmediate(atEnd);
        current = undefined;
        database.exec('COMMIT');
        resolve();
      };
      const atEnd = setImmediate(end);
      current = { kept, end };
    },
    kept: async () => current?.kept,
    end: () => current?.end(),
  };
}

/** What fauxqs calls at each change. */
function writeThrough(database: DatabaseSync, begin: () => void) {
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    return (...values: readonly (string | number)[]) => {
      begin();
      statement.run(...values);
    };
  };
  const write = {
    queue: prepare('INSERT OR REPLACE INTO queues (name, attributes, sequence) VALUES (?, ?, ?)'),
    attributes: prepare('UPDATE queues SET attributes = ? WHERE name = ?'),
    sequence: prepare('UPDATE queues SET sequence = ? WHERE name = ?'),
    dropQueue: prepare('DELETE FROM queues WHERE name = ?'),
    dropMessages: prepare('DELETE FROM messages WHERE queue = ?'),
    message: prepare('INSERT OR REPLACE INTO messages (id, queue, message, receives, received) VALUES (?, ?, ?, ?, 0)'),
    received: prepare('UPDATE messages SET receives = ? WHERE id = ?'),
    ready: prepare('UPDATE messages SET receives = receives + 1 WHERE id = ?'),
    drop: prepare('DELETE FROM messages WHERE id = ?'),
  };
  return {
    insertQueue: ({ name, attributes, sequenceCounter }: Queue) =>
      write.queue(name, JSON.stringify(attributes), sequenceCounter),
    updateQueueAttributes: (name: string, attributes: object) => write.attributes(JSON.stringify(attributes), name),
    updateQueueSequenceCounter: (name: string, counter: number) => write.sequence(counter, name),
    deleteQueue(name: string) {
      write.dropQueue(name);
      write.dropMessages(name);
    },
    deleteQueueMessages: (name: string) => write.dropMessages(name),
    insertMessage: (queue: string, message: Message) =>
      write.message(message.messageId, queue, JSON.stringify(message), message.approximateReceiveCount),
    deleteMessage: (id: string) => write.drop(id),
    // Whoever has a message dies with the run, and that receipt does not count: the row has those before it.
    updateMessageInflight(id: string, _handle: string, _deadline: number, receives: number) {
      if (receives > 1) write.received(receives - 1, id);
    },
    updateMessageReady: (id: string) => write.ready(id),
  };
}

function loadQueues(
  database: DatabaseSync,
  store: QueueStore,
  identify: (name: string) => { readonly url: string; readonly arn: string },
): void {
  // Breakwater once counted the receipt of whoever had a message when its run died.
  database.exec('UPDATE messages SET received = 0, receives = MAX(0, receives - 1) WHERE received = 1');
  for (const { name, attributes, sequence } of database.prepare('SELECT * FROM queues').all()) {
    const { url, arn } = identify(String(name));
    const queue = store.createQueue(String(name), url, arn, JSON.parse(String(attributes)));
    queue.sequenceCounter = Number(sequence);
  }
  const messages = database.prepare('SELECT queue, message, receives FROM messages ORDER BY rowid');
  for (const { queue: name, message, receives } of messages.iterate()) {
    const queue = store.getQueueByName(String(name));
    if (queue) restore(queue, { ...JSON.parse(String(message)), approximateReceiveCount: Number(receives) });
  }
}

function restore(queue: Queue, message: Message): void {
  if (queue.attributes.FifoQueue !== 'true') {
    const due = (message.delayUntil ?? 0) <= Date.now();
    (due ? queue.messages : queue.delayedMessages).push(message);
    return;
  }
  const group = message.messageGroupId ?? '__default';
  queue.fifoMessages.set(group, [...(queue.fifoMessages.get(group) ?? []), message]);
}
