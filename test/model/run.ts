/**
 * `npm run model`: the full search, and the shortest story of what each wrong variant breaks.
 * Arguments choose configurations and variants by words of their names.
 */
import * as handlers from '../protocol/implementation.ts';
import { large, small } from './configurations.ts';
import { type Exploration, explore } from './explore.ts';
import { GUARANTEE } from './guarantee.ts';
import { implementationOf } from './implementation-of.ts';
import { variants } from './variants.ts';

const chosen = process.argv.slice(2);
const isChosen = ({ name }: { readonly name: string }) =>
  chosen.length === 0 || chosen.some((word) => name.includes(word));
const number = (value: number) => value.toLocaleString('en').padStart(12);

let states = 0;
let repeats = 0;
let isSound = true;

function tell({ counterexample }: Exploration): void {
  if (!counterexample) return;
  for (const [index, text] of counterexample.story.entries())
    console.log(`  ${String(index + 1).padStart(3)}. ${text}`);
  console.log(`       So ${counterexample.broken}.\n`);
}

console.log('The protocol as it is\n');
console.log('      states       steps   repeated   seconds  configuration');
for (const configuration of [...small, ...large].filter(isChosen)) {
  const start = Date.now();
  const result = await explore(configuration, handlers);
  states += result.states;
  repeats += result.repeats;
  const seconds = ((Date.now() - start) / 1000).toFixed(1).padStart(9);
  const verdict = result.counterexample ? 'BROKEN' : '';
  console.log(
    `${number(result.states)}${number(result.steps)}${number(result.repeats).slice(1)} ${seconds}  ${configuration.name} ${verdict}`,
  );
  if (result.counterexample) isSound = false;
  tell(result);
}
console.log(`${number(states)} states in all, ${isSound ? 'and no promise broken' : 'and A PROMISE BROKEN'}`);
console.log(
  `${number(repeats)} of them by an effect that was made again after its processor died before it was recorded\n`,
);

console.log('Wrong variants, and the shortest way to break each\n');
for (const [name, variant] of Object.entries(variants).filter(([name]) => isChosen({ name }))) {
  const result = await explore(
    variant.shownBy,
    variant.edits ? await implementationOf(name, variant) : handlers,
    variant,
  );
  console.log(`${name} (${result.states.toLocaleString('en')} states)`);
  if (!result.counterexample || !variant.breaks.test(result.counterexample.broken)) {
    isSound = false;
    console.log('       NOT CAUGHT\n');
  }
  tell(result);
}
if (isSound) console.log(GUARANTEE);
process.exitCode = isSound ? 0 : 1;
