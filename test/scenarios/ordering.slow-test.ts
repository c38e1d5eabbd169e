import {
  type Attempt,
  attemptsOf,
  expectedAttempts,
  MAX_ATTEMPTS,
  post,
  readAttempts,
  runOrderedLoad,
} from './ordered-load.ts';
import { eventually, type Running, temporaryDirectory } from './running.ts';

const directory = temporaryDirectory();
const isPoison = ({ customer, number }: Attempt) => customer === 'c0' && number === 2;

test('works through the changes of each customer in order, lets nobody wait for a poisoned one, and runs that again when told', async () => {
  const options = {
    customers: 12,
    changes: 8,
    // The second change of the first customer is poison; one in fifteen others fails twice.
    failuresOf: (customer: number, change: number) =>
      customer === 0 && change === 2 ? 9 : (customer * 8 + change) % 15 === 0 ? 2 : 0,
    directory,
    // All of this within the five minutes in which SQS drops what it has had.
    afterwards: async (run: Running, trace: string) => {
      const again = await post(run.url, 'change', { id: 'c0-2', customer: 'c0', number: 2, trace, failures: 9 });
      expect(await again.json()).toMatchObject({ status: 'duplicate' });
      expect(readAttempts(trace).filter(isPoison)).toHaveLength(MAX_ATTEMPTS);
      expect(await run.cli('redrive', 'ordered')).toMatchObject({ code: 0 });
      await eventually(
        async () => readAttempts(trace).filter(isPoison),
        (attempts) => attempts.length === MAX_ATTEMPTS + 1 && attempts.at(-1)?.attempt === 1,
      );
    },
  };
  const { attempts } = await runOrderedLoad(options);
  for (let customer = 0; customer < options.customers; customer++)
    expect(attemptsOf(attempts, customer)).toEqual(expectedAttempts(options, customer));

  // The poison takes 1 + 3 s to be given up; whoever has no failure of his own is done long before.
  const givenUp = attempts.find(({ customer, attempt }) => customer === 'c0' && attempt === MAX_ATTEMPTS)?.at ?? 0;
  const failing = new Set(attempts.flatMap(({ customer, outcome }) => (outcome === 'failed' ? [customer] : [])));
  const unaffected = attempts.filter(({ customer }) => !failing.has(customer));
  expect(unaffected).toHaveLength(5 * options.changes);
  expect(Math.max(...unaffected.map(({ at }) => at))).toBeLessThan(givenUp);
  const next = attempts.find(({ customer, number }) => customer === 'c0' && number === 3)?.at ?? 0;
  expect(next).toBeGreaterThanOrEqual(givenUp);
}, 180_000);
