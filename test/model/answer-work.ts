import { release } from './aws.ts';
import { reply } from './reply.ts';
import { processName, type Walk } from './steps.ts';
import { type Process, placeOf, type World } from './world.ts';

/** The work on an event succeeds, fails, refuses the event, or fails after it had its effect. */
export function answerWork(walk: Walk, process: Process, number: number, event: number, attempt: number): void {
  const { configuration } = walk;
  const who = processName(process);
  const fails = { error: 'the work failed' } as const;
  const refuses = { error: 'no attempt can help' } as const;
  const begin = (next: World) => begun(walk, process, event, attempt, next);
  const act = (next: World, replace: (process: Process) => void) => {
    const broken = begin(next) ?? makeEffect(walk, process, event, next);
    replace({ ...process, effects: [...process.effects, event] });
    return broken;
  };
  const { work, transacts = false } = configuration;
  if (transacts)
    reply(walk, process, number, `${who} begins the work.`, 'fair', (next) => ({ value: null, broken: begin(next) }));
  if (work === 'succeeds' && !transacts) {
    reply(walk, process, number, `${who} makes the effect.`, 'fair', (next, replace) => ({
      value: null,
      broken: act(next, replace),
    }));
  }
  const kindOf = (usual: boolean) => (usual ? 'fair' : 'fault');
  if (work !== 'refuses')
    reply(walk, process, number, `${who} fails at the work.`, kindOf(work === 'fails'), (next) => ({
      ...fails,
      broken: begin(next),
    }));
  if (work === 'succeeds' && !transacts)
    reply(walk, process, number, `${who} makes the effect, and then throws.`, 'fault', (next) => {
      const broken = begin(next) ?? makeEffect(walk, process, event, next);
      const { start } = process.position;
      if (start.kind === 'consumer') release(next, configuration, start.target, [event]);
      return { ...fails, broken };
    });
  if (work !== 'fails')
    reply(walk, process, number, `${who} throws a PermanentError.`, kindOf(work === 'refuses'), (next) => ({
      ...refuses,
      broken: begin(next),
    }));
}

/** What a processor does after its transaction goes well, or not; it may also swallow an error of the transaction. */
export function answerRest(walk: Walk, process: Process, number: number): void {
  const who = processName(process);
  reply(walk, process, number, `${who} returns from its work.`, 'fair', () => ({ value: null }));
  reply(walk, process, number, `${who} throws after its transaction.`, 'fault', () => ({ error: 'the work failed' }));
  reply(walk, process, number, `${who} throws a PermanentError after its transaction.`, 'fault', () => ({
    error: 'no attempt can help',
  }));
}

/** Every attempt of a series is started once: the provider's delivery is one series, and each redrive another. */
function begun({ configuration }: Walk, process: Process, event: number, attempt: number, next: World) {
  const { start } = process.position;
  if (start.kind !== 'consumer') return undefined;
  const series = process.series[event] ?? '';
  const name = `${placeOf(configuration, event, start.target)}${series}${attempt}`;
  if (next.attempts.includes(name))
    return `attempt ${attempt} of event ${event}${series && `, of the letter that ${series} wrote,`} is started a second time`;
  next.attempts = [...next.attempts, name].sort();
  return undefined;
}

function makeEffect({ configuration }: Walk, process: Process, event: number, next: World): string | undefined {
  const { start } = process.position;
  if (start.kind !== 'consumer') return undefined;
  const place = placeOf(configuration, event, start.target);
  const before = next.effects[place];
  next.effects[place] = { made: true, binding: true };
  if (before?.binding) return `the effect of event ${event} is made twice, and no processor died in between`;
  return configuration.fifo ? overtaken(next, event, start.target) : undefined;
}

/** In a group, the effect of an event comes after all before it are done or given up. */
function overtaken(world: World, event: number, target: number): string | undefined {
  for (let earlier = 0; earlier < event; earlier++) {
    const state = world.items[earlier]?.custody[target]?.state;
    if (state !== 'done' && state !== 'failed') return `event ${event} overtakes event ${earlier} of its group`;
  }
  return undefined;
}
