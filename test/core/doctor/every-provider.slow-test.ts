import { senders } from '../providers/senders.ts';
import { COMMON_MISTAKES, certainOf } from './corpus/every-provider.ts';

const MINUTES = 60_000;
let [planted, right] = [0, 0];

/** A search with every provider takes minutes: those of some have to do. */
const askedFor = (is: string) =>
  ['body-corrupted', 'body-truncated'].includes(is) ? senders.filter((_, index) => index % 16 === 0) : senders;

test.each(COMMON_MISTAKES)(
  'of "$name" with any provider nothing but $is is certain',
  async (mistake) => {
    const wrong: string[] = [];
    for (const sender of askedFor(mistake.is)) {
      const certain = await certainOf(mistake, sender);
      if (!certain) continue;
      planted += 1;
      if (certain[0] === mistake.is) right += 1;
      else if (certain.length > 0) wrong.push(`${sender.name}: ${certain}`);
    }
    expect(wrong).toEqual([]);
  },
  3 * MINUTES,
);

test('at least 95 of 100 are named', () => {
  expect(planted).toBeGreaterThan(1000);
  expect(right / planted).toBeGreaterThanOrEqual(0.95);
});
