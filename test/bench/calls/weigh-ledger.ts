import { itemBytes } from '../../core/cost/item-bytes.ts';
import type { Figure } from '../figure.ts';
import { PROCESSOR } from '../start/bundles.ts';
import type { Stage } from './stage.ts';

type Item = Readonly<Record<string, unknown>>;

/** What a new event of 2 KB writes to the ledger, and what DynamoDB counts for it. */
export interface LedgerUse {
  readonly figures: readonly Figure[];
  /** Write units of the event and of its one processor together, those of the index among them. */
  readonly units: number;
}

/** @param indexed - the attributes that the table's index holds */
export async function weighLedger(stage: Stage, indexed: readonly string[]): Promise<LedgerUse> {
  const id = 'evt_1MqqbKLt7FlGRZzm9oYweigh';
  await stage.post({ id });
  const put = await stage.aws.item(`stripe#${id}`);
  const attempt = await stage.process();
  const done = await stage.aws.item(`stripe#${id}`);
  const custody = `processor:${PROCESSOR}`;
  if (!done[custody]) throw new Error('the processor has not held the event');
  const entryOf = (item: Item) => Object.fromEntries(indexed.map((name) => [name, item[name]]));
  // A claim and what becomes of it are states of about the same length.
  const updates = attempt.calls.filter((call) => call === 'UpdateItem').length;
  const changed = JSON.stringify(entryOf(put)) === JSON.stringify(entryOf(done)) ? 0 : unitsOf(entryOf(done));
  const units = unitsOf(put) + unitsOf(entryOf(put)) + updates * (unitsOf(done) + changed);
  const bytes = (what: string, item: Item): Figure => ({
    name: `ledger: ${what}`,
    value: itemBytes(item),
    unit: 'bytes',
    bound: { most: 1024 },
  });
  const figures = [
    bytes('item of a new event', put),
    bytes('its entry in the index', entryOf(put)),
    bytes('item once it is done', done),
    { name: 'ledger: write units of a new event', value: units, unit: '', bound: { exactly: 4 } } satisfies Figure,
  ];
  return { figures, units };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html */
const unitsOf = (item: Item) => Math.ceil(itemBytes(item) / 1024);
