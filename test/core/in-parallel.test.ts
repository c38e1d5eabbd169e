import { inParallel } from '../../core/in-parallel.ts';

test('a few are done at once, and the results are in the order of the items', async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  const work = async (item: number) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, (item * 7) % 5));
    running -= 1;
    return item * 2;
  };
  const items = Array.from({ length: 20 }, (_, index) => index);
  expect(await inParallel(items, 4, work, (count) => done.push(count))).toEqual(items.map((item) => item * 2));
  expect(most).toBe(4);
  expect(done.at(-1)).toBe(20);
  expect(await inParallel([], 4, work)).toEqual([]);
});

test('one that fails ends it', async () => {
  const work = (item: number) => (item === 2 ? Promise.reject(new Error('no')) : Promise.resolve(item));
  await expect(inParallel([1, 2, 3], 2, work)).rejects.toThrow('no');
});
