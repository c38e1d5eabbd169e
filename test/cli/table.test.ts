import { createColors } from 'picocolors';
import { table } from '../../cli/table.ts';

test('lines columns up by what is seen of them, colors or not', () => {
  const colors = createColors(true);
  const text = table(
    ['ID', 'STATUS'],
    [
      ['a', colors.green('done')],
      ['longer', 'x'],
    ],
    createColors(false),
  );
  expect(text).toBe(['ID      STATUS', `a       ${colors.green('done')}`, 'longer  x'].join('\n'));
});

test('pads a colored cell as wide as it looks', () => {
  const colors = createColors(true);
  const text = table(['STATUS', 'ID'], [[colors.green('ok'), 'a']], createColors(false));
  expect(text).toBe(`STATUS  ID\n${colors.green('ok')}      a`);
});
