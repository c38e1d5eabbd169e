import { documentCache } from '../../../lambda/verifier/document-cache.ts';

const url = (name: string) => ({ url: `https://keys.example.com/${name}` });

function cacheOver(options: { readonly most?: number; readonly mostPerMinute?: number } = {}) {
  const clock = { now: 1_000_000 };
  const loaded: string[] = [];
  const load = async (request: { readonly url: string }) => {
    loaded.push(request.url.slice(25));
    if (request.url.endsWith('down')) throw new Error('no answer');
    return { status: request.url.endsWith('none') ? 404 : 200, text: `${loaded.length}` };
  };
  return { clock, loaded, cache: documentCache({ load, now: () => clock.now, ...options }) };
}

test('loads a document once, until it is older than the caller takes', async () => {
  const { cache, clock, loaded } = cacheOver();
  await cache.loadWithin(1000)(url('a'));
  clock.now += 1000;
  expect(await cache.loadWithin(1000)(url('a'))).toEqual({ status: 200, text: '1' });
  clock.now += 1;
  expect(await cache.loadWithin(1000)(url('a'))).toEqual({ status: 200, text: '2' });
  expect(loaded).toEqual(['a', 'a']);
});

test('tells requests apart by their body as well, and keeps that there is no such document', async () => {
  const { cache, loaded } = cacheOver();
  const load = cache.loadWithin(1000);
  for (const body of ['1', '2', '1', '2']) await load({ ...url('key'), method: 'POST', body });
  for (let time = 0; time < 3; time++) expect((await load(url('none'))).status).toBe(404);
  expect(loaded).toEqual(['key', 'key', 'none']);
});

test('never keeps a failure', async () => {
  const { cache, loaded } = cacheOver();
  for (let time = 0; time < 2; time++) await expect(cache.loadWithin(1000)(url('down'))).rejects.toThrow('no answer');
  expect(loaded).toHaveLength(2);
});

test('loads no more than so many in a minute, and still has those that it knows', async () => {
  const { cache, clock } = cacheOver({ mostPerMinute: 2 });
  const load = cache.loadWithin(100_000);
  await load(url('a'));
  await load(url('b'));
  await expect(load(url('c'))).rejects.toThrow('2 documents were loaded in the last minute');
  expect((await load(url('a'))).text).toBe('1');
  clock.now += 60_000;
  expect((await load(url('c'))).text).toBe('3');
});

test('forgets the oldest once there are too many', async () => {
  const { cache, loaded } = cacheOver({ most: 2 });
  const load = cache.loadWithin(1000);
  for (const name of ['a', 'b', 'c', 'b', 'c', 'a']) await load(url(name));
  expect(loaded).toEqual(['a', 'b', 'c', 'a']);
});
