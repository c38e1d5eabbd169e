import { stripe } from '../../../core/providers/stripe.ts';
import { keyCache } from '../../../lambda/verifier/key-cache.ts';
import { sourceOf } from '../../core/source-of.ts';

const source = sourceOf(stripe);
const OLD = 'whsec_old_secret_of_enough_bytes';
const NEW = 'whsec_new_secret_of_enough_bytes';

function cacheOver(values: (string | undefined | Error)[]) {
  const clock = { now: 0 };
  const reads: string[] = [];
  const read = async (name: string) => {
    reads.push(name);
    const value = values.length > 1 ? values.shift() : values[0];
    if (value instanceof Error) throw value;
    return value;
  };
  return { clock, reads, cache: keyCache({ read, replace: async () => true, now: () => clock.now }) };
}

const textOf = (keys: readonly { export(): Buffer }[] | undefined) => keys?.map((key) => key.export().toString());

test('reads a secret once and uses it for five minutes', async () => {
  const { cache, clock, reads } = cacheOver([OLD]);
  expect(textOf(await cache.keys(source))).toEqual([OLD]);
  clock.now = 299_999;
  await cache.keys(source);
  expect(reads).toEqual(['stripe']);
  clock.now = 300_000;
  await cache.keys(source);
  expect(reads).toHaveLength(2);
});

test('asks for a secret that is not set once a second, and uses it as soon as it is there', async () => {
  const { cache, clock, reads } = cacheOver([undefined, 'too short', OLD]);
  for (clock.now = 0; clock.now < 2000; clock.now += 100) expect(await cache.keys(source)).toEqual([]);
  expect(textOf(await cache.keys(source))).toEqual([OLD]);
  expect(reads).toHaveLength(3);
});

test('never keeps a failure', async () => {
  const { cache } = cacheOver([new Error('throttled'), OLD]);
  await expect(cache.keys(source)).rejects.toThrow('throttled');
  expect(await cache.keys(source)).toHaveLength(1);
});

test('goes on with a secret for as long as its source says', async () => {
  const { cache, clock, reads } = cacheOver([OLD, NEW]);
  const hasty = sourceOf(stripe, { secretCacheSeconds: 2 });
  await cache.keys(hasty);
  clock.now = 1999;
  expect(textOf(await cache.keys(hasty))).toEqual([OLD]);
  clock.now = 2000;
  expect(textOf(await cache.keys(hasty))).toEqual([NEW]);
  expect(reads).toHaveLength(2);
});

test('reads anew at once when nothing matched, four times in a row and then once in 30 seconds', async () => {
  const { cache, clock, reads } = cacheOver([OLD, NEW]);
  await cache.keys(source);
  expect(textOf(await cache.refreshed(source))).toEqual([NEW]);
  for (let forged = 0; forged < 100; forged++) await cache.refreshed(source);
  expect(reads).toHaveLength(1 + 4);
  clock.now = 29_999;
  expect(await cache.refreshed(source)).toBeUndefined();
  for (clock.now = 30_000; clock.now < 330_000; clock.now += 100) await cache.refreshed(source);
  expect(reads).toHaveLength(1 + 4 + 10);
});

test('tells which keys are over, and what the entry of a key is called, without reading', async () => {
  const named = { value: NEW, id: 'k3f9a2', since: new Date(0).toISOString() };
  const value = JSON.stringify({ secrets: [named, { value: OLD, notAfter: new Date(60_000).toISOString() }] });
  const { cache, clock, reads } = cacheOver([value]);
  expect([cache.expired(source), cache.markOf(source, undefined)]).toEqual([[], undefined]);
  const keys = await cache.keys(source);
  expect(keys.map((key) => cache.markOf(source, key))).toEqual(['k3f9a2', '2']);
  expect(cache.expired(source)).toEqual([]);
  clock.now = 60_001;
  expect(textOf(cache.expired(source))).toEqual([OLD]);
  expect(reads).toHaveLength(1);
});

test('drops a key the moment its notAfter is over, without reading anew', async () => {
  const rotated = JSON.stringify({ secrets: [NEW, { value: OLD, notAfter: new Date(60_000).toISOString() }] });
  const { cache, clock, reads } = cacheOver([rotated]);
  expect(textOf(await cache.keys(source))).toEqual([NEW, OLD]);
  clock.now = 60_001;
  expect(textOf(await cache.keys(source))).toEqual([NEW]);
  expect(reads).toHaveLength(1);
});
