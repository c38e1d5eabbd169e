import { buildMutant } from './build-mutant.ts';
import { type Engines, startEngines } from './engines.ts';
import { runGuard } from './guards.ts';
import { mutants } from './mutants.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

// Each is the real code with one wrong idea in it. A mutant that passes its guard means that the guard guards nothing.
test.each(Object.entries(mutants))('catches %s', async (name, mutant) => {
  const implementation = await buildMutant(name, mutant);
  await expect(runGuard(mutant.caughtBy, implementation, engines)).rejects.toThrow(/expect\(/);
});
