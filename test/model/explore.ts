import { type Fence, fence as theFence } from './aws.ts';
import type { Handlers } from './calls.ts';
import { Graph } from './graph.ts';
import { type StepMachine, stepMachine, Unexplored } from './step-machine.ts';
import { type Step, stepsFrom } from './steps.ts';
import { type Configuration, firstWorld, keyOf, placeOf, type World } from './world.ts';

/** A shortest way to break a promise. */
export interface Counterexample {
  readonly broken: string;
  readonly story: readonly string[];
}

export interface Exploration {
  readonly states: number;
  readonly steps: number;
  /** How many states were found by an effect that was made again, as it may be after its processor died. */
  readonly repeats: number;
  /** How many histories of the handlers were run. */
  readonly histories: number;
  /** Whether nothing was left out. */
  readonly complete: boolean;
  readonly counterexample: Counterexample | undefined;
}

export interface ExploreOptions {
  readonly fence?: Fence;
  /** Where to stop. @default - not before everything was seen */
  readonly mostStates?: number;
}

export const LOST = 'nothing that happens from here on brings the event to its end: it is lost, or goes round for ever';

/**
 * Explores every state of a configuration, breadth first, so that the first promise found broken is broken in the
 * fewest steps. Afterwards it looks for states out of which no way of fair steps leads to a good end.
 */
export async function explore(
  configuration: Configuration,
  handlers: Handlers,
  { fence = theFence, mostStates = Number.POSITIVE_INFINITY }: ExploreOptions = {},
): Promise<Exploration> {
  const machine = stepMachine(handlers);
  const first = firstWorld(configuration);
  const expand = (world: World) => stepsOf(world, configuration, machine, fence);
  const story = (way: readonly number[]) => tell(way, first, expand);
  const seen = new Map([[keyOf(first, configuration), 0]]);
  const graph = new Graph();
  graph.add(0, 0, isGood(first, configuration));
  const result = (complete: boolean, counterexample?: Counterexample): Exploration => ({
    states: seen.size,
    steps,
    repeats,
    histories: machine.histories(),
    complete,
    counterexample,
  });

  let level = [first];
  let state = 0;
  let steps = 0;
  let repeats = 0;
  while (level.length > 0) {
    const deeper: World[] = [];
    for (const world of level) {
      if (seen.size >= mostStates) return result(false);
      const next = await expand(world);
      steps += next.length;
      for (const [index, { broken, fair, text, world: reached }] of next.entries()) {
        if (broken) return result(false, { broken, story: [...(await story(graph.wayTo(state))), textOf(text)] });
        const key = keyOf(reached, configuration);
        const to = seen.get(key) ?? seen.size;
        if (to === seen.size) {
          seen.set(key, to);
          deeper.push(reached);
          if (isRepeat(world, reached)) repeats += 1;
          graph.add(state, index, isGood(reached, configuration));
        }
        if (fair) graph.fair(state, to);
      }
      state += 1;
    }
    level = deeper;
  }
  const stuck = graph.firstWithoutGoodEnd();
  if (stuck === undefined) return result(true);
  const way = graph.wayTo(stuck);
  const rest = await wayToTheEnd(await worldAfter(way, first, expand), configuration, expand);
  return result(true, { broken: LOST, story: await story([...way, ...rest]) });
}

type Expand = (world: World) => Promise<readonly Step[]>;

/** How it goes on until nothing happens any more, in the fewest fair steps; nowhere when it goes round for ever. */
async function wayToTheEnd(from: World, configuration: Configuration, expand: Expand): Promise<readonly number[]> {
  const seen = new Set([keyOf(from, configuration)]);
  const waiting: { readonly world: World; readonly way: readonly number[] }[] = [{ world: from, way: [] }];
  for (const { world, way } of waiting) {
    const steps = [...(await expand(world)).entries()].filter(([, { fair }]) => fair);
    if (steps.length === 0) return way;
    for (const [index, step] of steps) {
      const key = keyOf(step.world, configuration);
      if (!seen.has(key)) waiting.push({ world: step.world, way: [...way, index] });
      seen.add(key);
    }
  }
  return [];
}

async function worldAfter(way: readonly number[], first: World, expand: Expand): Promise<World> {
  let world = first;
  for (const index of way) world = (await expand(world))[index]?.world ?? world;
  return world;
}

/** An effect that nobody recorded as done, and whose processor is dead, is made again. */
const isRepeat = (before: World, after: World) =>
  after.effects.some(({ binding }, place) => binding && before.effects[place]?.made && !before.effects[place].binding);

/** The steps out of a world; runs the handlers where they get to something new. */
async function stepsOf(
  world: World,
  configuration: Configuration,
  machine: StepMachine,
  fence: Fence,
): Promise<readonly Step[]> {
  for (;;)
    try {
      return stepsFrom(world, configuration, machine, fence);
    } catch (error) {
      if (!(error instanceof Unexplored)) throw error;
      await error.find();
    }
}

const textOf = (text: Step['text']) => (typeof text === 'string' ? text : text());

async function tell(way: readonly number[], first: World, expand: Expand): Promise<string[]> {
  const story: string[] = [];
  let world = first;
  for (const index of way) {
    const taken = (await expand(world))[index];
    if (!taken) throw new Error('the steps out of a state are not the same each time');
    story.push(textOf(taken.text));
    world = taken.world;
  }
  return story;
}

/** Whether every event that was accepted has come to its end, and no other is on its way. */
function isGood(world: World, configuration: Configuration): boolean {
  const { events, targets, fifo } = configuration;
  for (let event = 0; event < events; event++) {
    if (!world.promised[event]) {
      // The events of a group follow one another.
      const isDue = event === 0 || !fifo || world.promised[event - 1] === true;
      if ((isDue && (world.sends[event] ?? 0) > 0) || world.processes.some(({ name }) => name.startsWith('v')))
        return false;
      continue;
    }
    for (let target = 0; target < targets; target++) if (!hasEnded(world, configuration, event, target)) return false;
  }
  return true;
}

/** Done, with its effect, or in the dead-letter queue. A record that TTL took said so, or the event is still queued. */
function hasEnded(world: World, configuration: Configuration, event: number, target: number): boolean {
  if (world.letters[target]?.some((letter) => letter.event === event)) return true;
  const { made, binding } = world.effects[placeOf(configuration, event, target)] ?? {};
  if (!made) return false;
  const { state, owner } = world.items[event]?.custody[target] ?? {};
  // A replay that was cut off before it sent anything: the effect was made before, and the replay can go on.
  if (owner?.startsWith('replay') && !world.queues[target]?.some((message) => message.event === event)) return true;
  return state === 'done' || (state === undefined && binding === true);
}
