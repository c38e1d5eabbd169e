import { type Answer, TICK_MS } from './calls.ts';
import { type Step, step, type Walk } from './steps.ts';
import type { Process, World } from './world.ts';

/** What a call comes to, and the promise that it breaks. */
export type Outcome = Answer & { readonly broken?: string | undefined };

/** Adds the step that answers one call of a process; `change` may replace the process. */
export function reply(
  walk: Walk,
  process: Process,
  call: number,
  text: Step['text'],
  kind: 'fair' | 'fault',
  change: (next: World, replace: (process: Process) => void) => Outcome,
): void {
  const { world, machine } = walk;
  const elapsed = (world.now - process.started) * TICK_MS;
  step(walk, text, kind, (next) => {
    const index = world.processes.indexOf(process);
    let current = process;
    const { broken, ...answer } = change(next, (other) => {
      current = other;
    });
    const position = machine.answer(process.position, call, answer, elapsed);
    next.processes[index] = { ...current, position };
    return broken;
  });
}
