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

test('reads anew when nothing matched, but not more than once in 30 seconds', async () => {
  const { cache, clock, reads } = cacheOver([OLD, NEW]);
  await cache.keys(source);
  clock.now = 10_000;
  expect(await cache.refreshed(source)).toBeUndefined();
  clock.now = 30_000;
  expect(textOf(await cache.refreshed(source))).toEqual([NEW]);
  expect(await cache.refreshed(source)).toBeUndefined();
  expect(reads).toHaveLength(2);
});

test('drops a key the moment its notAfter is over, without reading anew', async () => {
  const rotated = JSON.stringify({ secrets: [NEW, { value: OLD, notAfter: new Date(60_000).toISOString() }] });
  const { cache, clock, reads } = cacheOver([rotated]);
  expect(textOf(await cache.keys(source))).toEqual([NEW, OLD]);
  clock.now = 60_001;
  expect(textOf(await cache.keys(source))).toEqual([NEW]);
  expect(reads).toHaveLength(1);
});
