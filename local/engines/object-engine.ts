import type { Engine } from './engine.ts';
import { answerOf, loadFauxqs } from './fauxqs-parts.ts';
import type { ObjectKeeper } from './object-keeper.ts';

/** S3, with what a template can do to it. */
export interface ObjectEngine extends Engine {
  /** Creates a bucket, unless it is there; what is older than so many days is then deleted from it. */
  putBucket(name: string, expireAfterDays?: number): void;
}

/** S3, played by fauxqs in this process, addressed by path; kept in SQLite when there is a keeper. */
export async function startObjects(keeper: ObjectKeeper | undefined): Promise<ObjectEngine> {
  const { createObjectStore, buildApp } = await loadFauxqs();
  const store = createObjectStore();
  keeper?.attach(store);
  const app = await buildApp({ objects: store });
  return {
    answer: async ({ method, url, headers, body }) =>
      answerOf(await app.inject({ method, url, headers, payload: body })),
    putBucket(name, expireAfterDays) {
      store.createBucket(name);
      if (expireAfterDays === undefined) return;
      const oldest = Date.now() - expireAfterDays * 86_400_000;
      for (const key of keeper?.keysBefore(name, oldest) ?? []) store.deleteObject(name, key);
    },
    close: () => app.close(),
  };
}
