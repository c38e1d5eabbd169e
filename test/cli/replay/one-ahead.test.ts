import { oneAhead } from '../../../cli/replay/one-ahead.ts';
import { collect } from './stand-in-archive.ts';

async function* counted(made: number[], most = 3, end: () => void = () => undefined) {
  try {
    for (let number = 1; number <= most; number++) {
      made.push(number);
      yield number;
    }
  } finally {
    end();
  }
}

test('the next one is made while one is worked on, and all come in their order', async () => {
  const made: number[] = [];
  const items = oneAhead(counted(made));
  expect((await items.next()).value).toBe(1);
  expect(made).toEqual([1, 2]);
  expect(await collect(items)).toEqual([2, 3]);
});

test('who has had enough ends what makes them', async () => {
  const end = jest.fn();
  for await (const number of oneAhead(counted([], 100, end))) if (number === 5) break;
  expect(end).toHaveBeenCalledTimes(1);
});

test('what fails ahead fails in its turn', async () => {
  async function* failing() {
    yield 1;
    throw new Error('no second one');
  }
  const items = oneAhead(failing());
  expect((await items.next()).value).toBe(1);
  await new Promise((resolve) => setImmediate(resolve));
  await expect(items.next()).rejects.toThrow('no second one');
});
