import { screenOf } from '../../../cli/live/screen-of.ts';

const screen = { input: process.stdin, output: process.stdout };

test('draws only where there is a terminal, and nobody asked for lines', () => {
  expect(screenOf({}, { screen, environment: { TERM: 'xterm' } })).toBe(screen);
  expect(screenOf({}, { screen, environment: { CI: 'false' } })).toBe(screen);
  expect(screenOf({}, { environment: {} })).toBeUndefined();
  expect(screenOf({ plain: true }, { screen, environment: {} })).toBeUndefined();
  expect(screenOf({ json: true }, { screen, environment: {} })).toBeUndefined();
  expect(screenOf({}, { screen, environment: { TERM: 'dumb' } })).toBeUndefined();
  expect(screenOf({}, { screen, environment: { CI: 'true' } })).toBeUndefined();
});
