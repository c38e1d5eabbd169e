import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExercisedStack, exerciseStack } from '../permissions/exercise-stack.ts';
import { accountOf, grantedIn } from '../permissions/permission-account.ts';

let exercised: ExercisedStack;
beforeAll(async () => {
  exercised = await exerciseStack('canary');
}, 240_000);
afterAll(() => exercised.close());

test('every function but the archive’s and the reconcilers’ is called by an alias', () => {
  const template = readFileSync(join(exercised.assembly, 'Webhooks.template.json'), 'utf8');
  expect(template.split('"Type": "AWS::Lambda::Alias"')).toHaveLength(1 + 5);
});

test('functions that are called by an alias are granted what they need, nothing else, and each of it by name', () => {
  const { run, stack, needed } = exercised;
  expect(run.permissions.filter(({ allowed }) => !allowed)).toEqual([]);
  expect(accountOf(needed, grantedIn(stack))).toEqual({ missing: [], unused: [], wildcards: [] });
});
