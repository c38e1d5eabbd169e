import { type Engines, startEngines } from './engines.ts';
import { type GuardName, guards, runGuard } from './guards.ts';
import * as implementation from './implementation.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

test.each(Object.keys(guards) as GuardName[])('%s', (name) => runGuard(name, implementation, engines));
