/** A LevelDB as dynalite has it: with promises, and with callbacks that dynalite put over them. */
export interface LevelStore {
  open(): Promise<void>;
  close(): Promise<void>;
  getSync(key: string): unknown;
  get(key: string, done: Done): void;
  put(key: string, value: unknown, done: Done): void;
  del(key: string, done: Done): void;
  batch(operations: readonly LevelWrite[]): Promise<void>;
}

type Done = (error: Error | null, value?: unknown) => void;

type LevelWrite =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

/** dynalite writes an item's places in indexes first, and the item itself after them. */
const INDEX = /^index-/;

/**
 * Reads from memory, where LevelDB keeps what is new, without the detour through a thread; and while one batch is being
 * written, gathers the writes of the next one, so that ten calls at once cost as much as one. A write is done when its
 * batch is: what a killed run has answered is kept.
 */
export function writeTogether(db: LevelStore): void {
  let gathered: { readonly write: LevelWrite; readonly done: Done }[] = [];
  let isWriting = false;
  const writeAll = async () => {
    isWriting = true;
    while (gathered.length > 0) {
      const batch = gathered;
      gathered = [];
      const error = await db.batch(batch.map(({ write }) => write)).then(
        () => null,
        (cause: Error) => cause,
      );
      for (const { done } of batch) done(error);
    }
    isWriting = false;
  };
  const add = (write: LevelWrite, done: Done) => {
    const isPlace = INDEX.test(write.key);
    gathered.push({ write, done: isPlace ? () => undefined : done });
    if (!isWriting) {
      isWriting = true;
      setImmediate(writeAll);
    }
    // The item follows at once: in the same batch, or after it, and whoever wrote waits for that.
    if (isPlace) done(null);
  };
  db.get = (key, done) => {
    const read = attempt(() => db.getSync(key));
    queueMicrotask(() => done(read.error, read.value));
  };
  db.put = (key, value, done) => add({ type: 'put', key, value }, done);
  db.del = (key, done) => add({ type: 'del', key }, done);
}

function attempt(read: () => unknown): { readonly error: Error | null; readonly value?: unknown } {
  try {
    return { error: null, value: read() };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}
