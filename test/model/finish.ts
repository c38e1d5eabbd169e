import { release } from './aws.ts';
import { seriesOf } from './calls.ts';
import { processName, type Step, step, type Walk } from './steps.ts';
import type { Process, World } from './world.ts';

/** The handler has returned: the provider gets its answer, or Lambda deletes the messages that may go. */
export function finish(walk: Walk, process: Process): void {
  const { world, configuration } = walk;
  const { result, start } = process.position;
  const index = world.processes.indexOf(process);
  const who = processName(process);
  if (!result) return;
  if ('replayed' in result) {
    const text = result.replayed === 'failed' ? 'says that the replay failed' : `says "${result.replayed}"`;
    step(walk, `${who} ${text}.`, 'fair', (next) => {
      next.processes.splice(index, 1);
      return undefined;
    });
    return;
  }
  if ('outcome' in result || start.kind !== 'consumer') {
    const isTaken = 'outcome' in result && result.outcome !== 'unavailable';
    const text = 'outcome' in result ? `${isTaken ? 200 : 503} (${result.outcome})` : '';
    step(walk, `${who} answers ${text}.`, 'fair', (next) => {
      next.processes.splice(index, 1);
      if (isTaken && start.kind === 'verifier') next.promised[start.event] = true;
      return undefined;
    });
    return;
  }
  const stays = new Set(result.stays.map((each) => process.messages[each]));
  const gone = process.messages.filter((id) => !stays.has(id));
  const end = (next: World) => {
    next.processes.splice(index, 1);
    release(next, configuration, start.target, process.effects);
  };
  const text =
    gone.length === 0
      ? 'returns, and its messages stay'
      : `returns, and ${gone.length} of its ${process.messages.length} messages goes`;
  step(walk, `${who} ${text}.`, 'fair', (next) => {
    const queue = next.queues[start.target] ?? [];
    const deleted = queue.filter(({ id }) => gone.includes(id));
    next.queues[start.target] = queue.filter(({ id }) => !gone.includes(id));
    end(next);
    return deleted
      .map(({ event }) => unsettled(next, process, event, start.target))
      .find((broken) => broken !== undefined);
  });
  if (gone.length > 0)
    step(walk, `${who} returns, but Lambda does not delete its messages.`, 'fault', (next) => {
      end(next);
      return undefined;
    });
}

/** A message may go when its event is done or given up, or was since and is tried again by a redrive. */
function unsettled(world: World, process: Process, event: number, target: number): Step['broken'] {
  const custody = world.items[event]?.custody[target];
  const state = custody?.state;
  // Only a wrong variant deletes the record; what comes of that shows later.
  if (!custody && world.effects.some(({ made }) => made)) return undefined;
  const isTriedAgain = state !== undefined && seriesOf(custody) !== process.series[event];
  if (state === 'done' || state === 'failed' || isTriedAgain) return undefined;
  return `a message of event ${event} is deleted though its state is "${state ?? 'absent'}"`;
}
