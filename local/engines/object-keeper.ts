import { DatabaseSync } from 'node:sqlite';
import type { ObjectStore, StoredObject } from './fauxqs-parts.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS buckets (name TEXT PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS objects (
    bucket TEXT NOT NULL, key TEXT NOT NULL, facts TEXT NOT NULL, modified INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (bucket, key)
  ) STRICT`;

/** Keeps the buckets of fauxqs, and what is in them, in a SQLite file. */
export interface ObjectKeeper {
  /** Brings back the buckets of the last run, and keeps every change from now on. */
  attach(store: ObjectStore): void;
  /** The keys of a bucket's objects that are older than a moment, in milliseconds since 1970. */
  keysBefore(bucket: string, moment: number): string[];
  close(): void;
}

/** Opens a file of buckets; the file of queues beside it keeps other runs out. */
export function openObjectKeeper(file: string): ObjectKeeper {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${SCHEMA}`);
  const older = database.prepare('SELECT key FROM objects WHERE bucket = ? AND modified < ?');
  return {
    attach(store) {
      load(database, store);
      store.persistence = writeThrough(database);
    },
    keysBefore: (bucket, moment) => older.all(bucket, moment).map(({ key }) => String(key)),
    close: () => database.close(),
  };
}

function load(database: DatabaseSync, store: ObjectStore): void {
  for (const { name } of database.prepare('SELECT name FROM buckets').all()) store.createBucket(String(name));
  for (const { bucket, facts, modified } of database.prepare('SELECT bucket, facts, modified FROM objects').all()) {
    const object: StoredObject = { ...JSON.parse(String(facts)), lastModified: new Date(Number(modified)) };
    // An empty body has fauxqs read it when it is needed.
    store.restoreObject(String(bucket), { ...object, body: Buffer.alloc(0) });
  }
}

/** What fauxqs calls at each change. Uploads in parts live until the end of the run: nothing of ours makes one. */
function writeThrough(database: DatabaseSync) {
  const write = {
    bucket: database.prepare('INSERT OR IGNORE INTO buckets (name) VALUES (?)'),
    dropBucket: database.prepare('DELETE FROM buckets WHERE name = ?'),
    object: database.prepare(
      'INSERT OR REPLACE INTO objects (bucket, key, facts, modified, body) VALUES (?, ?, ?, ?, ?)',
    ),
    drop: database.prepare('DELETE FROM objects WHERE bucket = ? AND key = ?'),
    dropAll: database.prepare('DELETE FROM objects WHERE bucket = ?'),
    rename: database.prepare('UPDATE OR REPLACE objects SET key = ? WHERE bucket = ? AND key = ?'),
    body: database.prepare('SELECT body FROM objects WHERE bucket = ? AND key = ?'),
  };
  const upsertObject = (bucket: string, { body, lastModified, ...facts }: StoredObject) =>
    void write.object.run(bucket, facts.key, JSON.stringify(facts), lastModified.getTime(), body);
  return {
    upsertObject,
    insertBucket: (name: string) => void write.bucket.run(name),
    deleteBucket(name: string) {
      write.dropBucket.run(name);
      write.dropAll.run(name);
    },
    deleteObject: (bucket: string, key: string) => void write.drop.run(bucket, key),
    deleteObjectsByBucket: (bucket: string) => void write.dropAll.run(bucket),
    renameObject: (bucket: string, from: string, to: string) => void write.rename.run(to, bucket, from),
    readBody(bucket: string, key: string) {
      const body = write.body.get(bucket, key)?.body;
      return body instanceof Uint8Array ? Buffer.from(body) : Buffer.alloc(0);
    },
    completeMultipartUpload: (_upload: string, bucket: string, object: StoredObject) => upsertObject(bucket, object),
    insertMultipartUpload: () => undefined,
    upsertMultipartPart: () => undefined,
    deleteMultipartUpload: () => undefined,
    saveBucketLifecycleConfiguration: () => undefined,
    deleteBucketLifecycleConfiguration: () => undefined,
  };
}
