/** What has to be closed, the latest first. */
export interface Closers {
  readonly add: (close: () => Promise<void>) => void;
  close(): Promise<void>;
}

/** Collects what a start brings up, so that a start that fails half-way leaves nothing running. */
export function createClosers(): Closers {
  const pending: (() => Promise<void>)[] = [];
  return {
    add: (close) => void pending.push(close),
    async close() {
      const failures: unknown[] = [];
      for (const close of pending.splice(0).reverse()) await close().catch((error) => failures.push(error));
      if (failures.length > 0) throw new AggregateError(failures, 'the local run did not close cleanly');
    },
  };
}
