import * as handlers from '../protocol/implementation.ts';
import { small } from './configurations.ts';
import { explore } from './explore.ts';
import { implementationOf } from './implementation-of.ts';
import { variants } from './variants.ts';

// `npm run model` explores much more, and tells each story.
test.each(small)('no promise is broken in any state of $name', async (configuration) => {
  const { complete, counterexample } = await explore(configuration, handlers);
  expect(counterexample).toBeUndefined();
  expect(complete).toBe(true);
});

// Each is the real code, or what it runs on, with one wrong idea. One that passes means that the model sees nothing.
test.each(Object.entries(variants))('the model catches %s', async (name, variant) => {
  const implementation = variant.edits ? await implementationOf(name, variant) : handlers;
  const { counterexample } = await explore(variant.shownBy, implementation, variant);
  expect(counterexample?.broken).toMatch(variant.breaks);
});

test('an effect is made again when its processor dies before it is recorded, and only then', async () => {
  const [plain] = small;
  if (!plain) throw new Error('the first small configuration is the plain one');
  expect((await explore({ ...plain, sends: 1, faults: 0 }, handlers)).repeats).toBe(0);
  expect((await explore({ ...plain, sends: 1, faults: 1 }, handlers)).repeats).toBeGreaterThan(0);
});
