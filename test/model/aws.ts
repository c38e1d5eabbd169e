/** What DynamoDB and SQS do in the model; `aws.test.ts` holds the ledger to the real one, over a real engine. */
import { type Custody, sameCustody } from '../../core/custody.ts';
import { seriesOf, TICK_MS } from './calls.ts';
import { type Change, type Configuration, placeOf, type World } from './world.ts';

/** How a ledger compares; wrong ones write over states that they should not. */
export type Fence = (current: Custody | undefined, expected: Custody | undefined, next: Custody) => boolean;

export const fence: Fence = (current, expected) => sameCustody(current, expected);

/** The visibility timeout of the queues, in ticks: longer than an invocation. */
export const VISIBILITY_TICKS = 3;

export interface Performed {
  readonly value: unknown;
  /** The promise that this very change broke. */
  readonly broken?: string | undefined;
}

/** Lets a change take effect on `world`, and tells what its call returns. */
export function perform(world: World, change: Change, configuration: Configuration, passes: Fence): Performed {
  switch (change.kind) {
    case 'record': {
      const present = world.items[change.event];
      if (present)
        return { value: { age: (world.now - present.recorded) * TICK_MS, custody: present.custody.map(orNull) } };
      world.items[change.event] = { recorded: world.now, custody: Array(configuration.targets).fill(undefined) };
      return { value: null };
    }
    case 'send':
      enqueue(world, change.target, change);
      if (change.replay) expectAgain(world, placeOf(configuration, change.event, change.target));
      return { value: null };
    case 'bury':
      world.letters[change.target]?.push(change.letter);
      return { value: null };
    case 'swap':
      return swap(world, change, configuration, passes);
  }
}

const orNull = (state: Custody | undefined) => state ?? null;

function swap(
  world: World,
  { event, target, expected, next, series, effect = false }: Extract<Change, { kind: 'swap' }>,
  configuration: Configuration,
  passes: Fence,
): Performed {
  const place = placeOf(configuration, event, target);
  const by = `${next.owner}${next.attempts}`;
  if (effect && world.effects[place]?.by === by) return { value: { taken: true } };
  const item = world.items[event] ?? { recorded: world.now, custody: Array(configuration.targets).fill(undefined) };
  const current = item.custody[target];
  if (!passes(current, expected, next))
    return { value: sameCustody(current, next) ? { taken: true } : { taken: false, current: current ?? null } };
  world.items[event] = { ...item, custody: item.custody.with(target, next) };
  // A replay means that the effect is wanted once more.
  if (next.owner.startsWith('replay')) {
    world.effects[place] = { made: world.effects[place]?.made === true, binding: false };
    // What was made before is no longer anybody's to answer for.
    world.processes = world.processes.map((process) =>
      process.name.endsWith(String(target))
        ? { ...process, effects: process.effects.filter((made) => made !== event) }
        : process,
    );
    return { value: { taken: true } };
  }
  const again = effect && world.effects[place]?.made;
  if (effect) world.effects[place] = { made: true, binding: true, by };
  if (again) return { value: { taken: true }, broken: `the effect of event ${event} is made twice by transactions` };
  const broken = current && brokenBy(current, next, series);
  return { value: { taken: true }, broken: broken && `event ${event} of processor ${'ab'[target]} ${broken}` };
}

/** The promises on how a state may follow another. */
function brokenBy(current: Custody, next: Custody, series: string): string | undefined {
  if (current.state === 'done' && next.state !== 'done') return `was done, and is turned back to "${next.state}"`;
  if (next.state === 'done' && current.owner !== next.owner) return 'is marked done by another than its owner';
  const isAnotherReplay = series !== seriesOf(current);
  if (current.state === 'failed' && next.state === 'claimed' && !isAnotherReplay)
    return 'was given up, and is tried again though nobody asked for it';
  return undefined;
}

/** From when the message of a replay is on its way, the event has not ended before the effect is made once more. */
function expectAgain(world: World, place: number): void {
  if (!world.effects[place]?.binding) world.effects[place] = { made: false, binding: false };
}

/** Puts a message on a queue. */
export function enqueue(
  world: World,
  target: number,
  { event, replay }: { readonly event: number; readonly replay: string },
): void {
  const queue = world.queues[target] ?? [];
  const taken = new Set([
    ...queue.map(({ id }) => id),
    ...world.processes.filter(({ name }) => name.endsWith(String(target))).flatMap(({ messages }) => messages),
  ]);
  let id = 0;
  while (taken.has(id)) id += 1;
  queue.push({ id, event, replay, visible: world.now, receives: 0 });
}

/** Marks an effect as no longer binding unless it was recorded as done: its processor died, or could not say so. */
export function release(world: World, configuration: Configuration, target: number, events: readonly number[]): void {
  for (const event of events) {
    const place = placeOf(configuration, event, target);
    const isDone = world.items[event]?.custody[target]?.state === 'done';
    if (!isDone) world.effects[place] = { made: true, binding: false };
  }
}
