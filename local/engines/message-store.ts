import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { LocalRunError } from '../local-run-error.ts';
import type { Message, Queue, QueueStore } from './fauxqs-parts.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS queues (
    name TEXT PRIMARY KEY, attributes TEXT NOT NULL, sequence INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS messages (
    id TEXT PRIMARY KEY, queue TEXT NOT NULL, message TEXT NOT NULL, receives INTEGER NOT NULL, received INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS messages_by_queue ON messages (queue)`;

/** Keeps the queues of fauxqs, and what is in them, in a SQLite file. */
export interface MessageStore {
  /** Brings back the queues of the last run, and keeps every change from now on. */
  attach(store: QueueStore, identify: (name: string) => { readonly url: string; readonly arn: string }): void;
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
  return {
    attach(store, identify) {
      loadQueues(database, store, identify);
      store.persistence = writeThrough(database);
      for (const queue of store.allQueues()) queue.persistence = store.persistence;
    },
    close: () => database.close(),
  };
}

/** What fauxqs calls at each change. */
function writeThrough(database: DatabaseSync) {
  const write = {
    queue: database.prepare('INSERT OR REPLACE INTO queues (name, attributes, sequence) VALUES (?, ?, ?)'),
    attributes: database.prepare('UPDATE queues SET attributes = ? WHERE name = ?'),
    sequence: database.prepare('UPDATE queues SET sequence = ? WHERE name = ?'),
    dropQueue: database.prepare('DELETE FROM queues WHERE name = ?'),
    dropMessages: database.prepare('DELETE FROM messages WHERE queue = ?'),
    message: database.prepare(
      'INSERT OR REPLACE INTO messages (id, queue, message, receives, received) VALUES (?, ?, ?, ?, 0)',
    ),
    received: database.prepare('UPDATE messages SET received = 1, receives = ? WHERE id = ?'),
    ready: database.prepare('UPDATE messages SET received = 0 WHERE id = ?'),
    drop: database.prepare('DELETE FROM messages WHERE id = ?'),
  };
  const deletions = deferredDeletions(write.drop);
  return {
    insertQueue: ({ name, attributes, sequenceCounter }: Queue) =>
      void write.queue.run(name, JSON.stringify(attributes), sequenceCounter),
    updateQueueAttributes: (name: string, attributes: object) =>
      void write.attributes.run(JSON.stringify(attributes), name),
    updateQueueSequenceCounter: (name: string, counter: number) => void write.sequence.run(counter, name),
    deleteQueue(name: string) {
      write.dropQueue.run(name);
      write.dropMessages.run(name);
    },
    deleteQueueMessages: (name: string) => void write.dropMessages.run(name),
    insertMessage(queue: string, message: Message) {
      deletions.cancel(message.messageId);
      write.message.run(message.messageId, queue, JSON.stringify(message), message.approximateReceiveCount);
    },
    deleteMessage: (id: string) => deletions.add(id),
    updateMessageInflight: (id: string, _handle: string, _deadline: number, receives: number) =>
      void write.received.run(receives, id),
    updateMessageReady: (id: string) => void write.ready.run(id),
  };
}

/**
 * fauxqs moves a message to the dead-letter queue by deleting and inserting it. In two steps the end of the process
 * between them would lose it; with the deletion put off, the insertion alone moves the row.
 */
function deferredDeletions(statement: StatementSync) {
  const pending = new Set<string>();
  return {
    add(id: string) {
      pending.add(id);
      queueMicrotask(() => {
        if (pending.delete(id)) statement.run(id);
      });
    },
    cancel: (id: string) => pending.delete(id),
  };
}

function loadQueues(
  database: DatabaseSync,
  store: QueueStore,
  identify: (name: string) => { readonly url: string; readonly arn: string },
): void {
  // Whoever had received a message died with the last run: it is visible again, and that receipt does not count.
  database.exec('UPDATE messages SET received = 0, receives = MAX(0, receives - 1) WHERE received = 1');
  const messages = database.prepare('SELECT message, receives FROM messages WHERE queue = ? ORDER BY rowid');
  for (const { name, attributes, sequence } of database.prepare('SELECT * FROM queues').all()) {
    const { url, arn } = identify(String(name));
    const queue = store.createQueue(String(name), url, arn, JSON.parse(String(attributes)));
    queue.sequenceCounter = Number(sequence);
    for (const row of messages.all(String(name)))
      restore(queue, { ...JSON.parse(String(row.message)), approximateReceiveCount: Number(row.receives) });
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
