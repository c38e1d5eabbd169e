import { type Redriving, startRedriving } from './redriving.ts';
import { eventually, temporaryDirectory } from './running.ts';

const directory = temporaryDirectory();
let redriving: Redriving;

beforeAll(async () => {
  redriving = await startRedriving(directory);
}, 60_000);
afterAll(async () => {
  expect(await redriving.running.stop()).toBe(0);
});

const CUSTOMERS = ['poison_x', 'poison_y'];
const IDS = [0, 1, 2, 3].flatMap((index) => CUSTOMERS.map((customer) => `${customer}_${index}`));

async function letters(): Promise<readonly unknown[]> {
  const { stdout } = await redriving.running.cli('dead-letters', 'list', 'ship', '--json');
  return JSON.parse(stdout);
}

const processed = () =>
  redriving
    .attempts()
    .filter(({ outcome }) => outcome === 'done')
    .map(({ id }) => id);

test('a processor with an order gets its dead letters back in that order', async () => {
  for (const id of IDS) expect(await redriving.post(id, id.slice(0, 'poison_x'.length), 'order.paid')).toBe(200);
  await eventually(letters, (found) => found.length === IDS.length);
  redriving.mend();
  expect(await redriving.running.cli('redrive', 'ship', '--json')).toMatchObject({ code: 0 });
  await eventually(
    async () => processed().length,
    (count) => count === IDS.length,
  );
  for (const customer of CUSTOMERS)
    expect(processed().filter((id) => id.startsWith(customer))).toEqual(IDS.filter((id) => id.startsWith(customer)));
  expect(await letters()).toEqual([]);
}, 120_000);
