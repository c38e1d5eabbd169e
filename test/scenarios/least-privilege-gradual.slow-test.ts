import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExercisedStack, exerciseStack } from '../permissions/exercise-stack.ts';
import { accountOf, grantedIn } from '../permissions/permission-account.ts';

let exercised: ExercisedStack;
beforeAll(async () => {
  exercised = await exerciseStack('canary');
}, 240_000);
afterAll(() => exercised.close());

test('the verifier and every processor are called by an alias', () => {
  const { assembly, stack } = exercised;
  const template = JSON.parse(readFileSync(join(assembly, 'Webhooks.template.json'), 'utf8'));
  const types = Object.values<{ Type: string }>(template.Resources).map(({ Type }) => Type);
  const processors = [...stack.functions.values()].filter(({ environment }) => environment.PROCESSOR);
  expect(processors.length).toBeGreaterThan(3);
  expect(types.filter((type) => type === 'AWS::Lambda::Alias')).toHaveLength(1 + processors.length);
});

test('functions that are called by an alias are granted what they need, nothing else, and each of it by name', () => {
  const { run, stack, needed } = exercised;
  expect(run.permissions.filter(({ allowed }) => !allowed)).toEqual([]);
  expect(accountOf(needed, grantedIn(stack))).toEqual({ missing: [], unused: [], wildcards: [] });
});
