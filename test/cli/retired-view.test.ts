import { retiredText, retiredView } from '../../cli/flow/retired-view.ts';

test('a retired processor may go once nothing waits, nothing is held and no dead letter is left', () => {
  const empty = { waiting: 0, held: 0, dead: 0 };
  expect(retiredView(empty)).toEqual({ retired: true, removable: true });
  expect(retiredText(empty)).toBe('retired, and empty: it can be taken out of the configuration');
  for (const left of ['waiting', 'held', 'dead'])
    expect(retiredView({ ...empty, [left]: 1 })).toEqual({ retired: true, removable: false });
});

test('says how many events are still to come, and which dead letters would be thrown away', () => {
  expect(retiredText({ waiting: 2, held: 1, dead: 4 })).toBe('retired, 3 events are still to be processed');
  expect(retiredText({ waiting: 0, held: 0, dead: 4 })).toMatch(/^retired, 4 dead letters would go with it: redrive/);
});
