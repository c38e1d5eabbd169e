import { attemptsOf, expectedAttempts, runOrderedLoad } from './ordered-load.ts';
import { temporaryDirectory } from './running.ts';

const directory = temporaryDirectory();

test('200 customers with 50 changes each, 2 % of which fail twice: in order for each, and none blocked by another', async () => {
  const options = {
    customers: 200,
    changes: 50,
    failuresOf: (customer: number, change: number) => (((customer * 50 + change) * 7919) % 50 === 0 ? 2 : 0),
    directory,
    milliseconds: 600_000,
  };
  const { attempts, ms, postedMs } = await runOrderedLoad(options);
  const failed = attempts.filter(({ outcome }) => outcome === 'failed');
  let delays = 0;
  for (let customer = 0; customer < options.customers; customer++)
    expect(attemptsOf(attempts, customer)).toEqual(expectedAttempts(options, customer));
  // How many changes of others were worked on while a customer waited for the next attempt.
  const meanwhile = failed.map(({ customer, number, attempt, at }) => {
    const again = attempts.find(
      (one) => one.customer === customer && one.number === number && one.attempt === attempt + 1,
    );
    delays += (again?.at ?? at) - at;
    return attempts.filter((one) => one.customer !== customer && one.at > at && one.at < (again?.at ?? at)).length;
  });
  meanwhile.sort((left, right) => left - right);
  process.stdout.write(
    `${attempts.length} attempts, ${failed.length} of them failed, in ${(ms / 1000).toFixed(1)} s (${(postedMs / 1000).toFixed(1)} s to post); customers waited ${(delays / 1000).toFixed(0)} s together; ` +
      `meanwhile others went on: ${meanwhile[0]} changes at least, ${meanwhile[meanwhile.length >> 1]} as a median\n`,
  );
  expect(failed).toHaveLength(400);
  expect(ms).toBeLessThan(delays);
}, 900_000);
