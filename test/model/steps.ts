/** Everything that can happen next in a world: what the provider, SQS, Lambda, time and an operator do. */
import type { Custody } from '../../core/custody.ts';
import { answers } from './answers.ts';
import { type Fence, perform, release, VISIBILITY_TICKS } from './aws.ts';
import { INVOCATION_TICKS, TICK_MS, targetNames } from './calls.ts';
import { redrive, replay } from './operator.ts';
import type { StepMachine } from './step-machine.ts';
import { type Configuration, copyOf, keyOf, type Process, placeOf, type QueuedMessage, type World } from './world.ts';

export interface Step {
  /** What happens, as a sentence of the story; a function where most are never told. */
  readonly text: string | (() => string);
  /** It happens sooner or later when nothing goes wrong any more. */
  readonly fair: boolean;
  readonly world: World;
  /** The promise that it breaks. */
  readonly broken?: string | undefined;
}

/** Collects the steps out of one world. */
export interface Walk {
  readonly world: World;
  readonly configuration: Configuration;
  readonly machine: StepMachine;
  readonly fence: Fence;
  readonly steps: Step[];
}

/** Adds a step: `change` gets a copy of the world, and returns the promise that it breaks, if it does. */
export function step(
  { world, steps }: Walk,
  text: Step['text'],
  kind: 'fair' | 'free' | 'fault',
  change: (next: World) => string | undefined,
): void {
  if (kind === 'fault' && world.faults === 0) return;
  const next = copyOf(world);
  if (kind === 'fault') next.faults -= 1;
  const broken = change(next);
  steps.push({ text, fair: kind === 'fair', world: next, broken });
}

/** Every step out of a world, in an order that is always the same. */
export function stepsFrom(
  world: World,
  configuration: Configuration,
  machine: StepMachine,
  fence: Fence,
): readonly Step[] {
  const walk: Walk = { world, configuration, machine, fence, steps: [] };
  provide(walk);
  for (const process of world.processes) {
    answers(walk, process);
    die(walk, process);
  }
  for (let target = 0; target < configuration.targets; target++) {
    deliver(walk, target);
    redrive(walk, target);
    if (configuration.replay) replay(walk, target);
  }
  settleStragglers(walk);
  if (configuration.expiry) expire(walk);
  pass(walk);
  return walk.steps;
}

/** The provider sends an event until it gets its 2xx, sometimes before it has an answer, sometimes afterwards too. */
function provide(walk: Walk): void {
  const { world, configuration, machine } = walk;
  const { events, targets } = configuration;
  for (let event = 0; event < events; event++) {
    if ((world.sends[event] ?? 0) === 0 || (event > 0 && configuration.fifo && !world.promised[event - 1])) continue;
    const running = world.processes.filter(({ position: { start } }) => isVerifierOf(start, event)).length;
    if (running > 1) continue;
    const isSpurious = world.promised[event] === true || running > 0;
    const why = running > 0 ? ' again, without waiting for the answer' : world.promised[event] ? ' once more' : '';
    step(walk, `The provider sends ${eventName(walk, event)}${why}.`, isSpurious ? 'fault' : 'fair', (next) => {
      const position = machine.begin({ kind: 'verifier', event, targets });
      next.sends[event] = (next.sends[event] ?? 0) - 1;
      const name = `v${verifierNumber(world)}`;
      next.processes.push({ name, position, started: world.now, skew: 0, messages: [], effects: [], series: [] });
      return undefined;
    });
  }
}

const isVerifierOf = (start: Process['position']['start'], event: number) =>
  start.kind === 'verifier' && start.event === event;

const verifierNumber = ({ processes }: World) => (processes.some(({ name }) => name === 'v0') ? 1 : 0);

function die(walk: Walk, process: Process): void {
  const { world, configuration } = walk;
  // The messages of a consumer that has returned are Lambda's.
  if (process.position.result && process.position.start.kind === 'consumer') return;
  step(walk, `${processName(process)} dies.`, 'fault', (next) => {
    kill(next, configuration, world.processes.indexOf(process));
    return undefined;
  });
}

/** Ends a process there and then. */
export function kill(world: World, configuration: Configuration, index: number): void {
  const [process] = world.processes.splice(index, 1);
  if (process && process.position.start.kind === 'consumer')
    release(world, configuration, process.position.start.target, process.effects);
}

/** SQS hands messages to an invocation of the processor: sometimes too early, and to more than one. */
function deliver(walk: Walk, target: number): void {
  const { world, configuration } = walk;
  const { consumers, batch, fifo, maxReceives = Number.POSITIVE_INFINITY } = configuration;
  const running = world.processes.filter(
    ({ position: { start } }) => start.kind === 'consumer' && start.target === target,
  );
  if (running.length >= consumers) return;
  const queue = world.queues[target] ?? [];
  if (queue.length === 0) return;
  const owner = unusedOwner(walk);
  const due = queue.filter(({ visible }) => visible <= world.now);
  if (fifo) {
    if (queue.some(({ visible }) => visible > world.now)) return;
    for (let count = 1; count <= Math.min(batch, due.length); count++)
      receive(walk, target, owner, due.slice(0, count), 'fair');
    return;
  }
  for (const [index, message] of queue.entries()) {
    const kind = message.visible <= world.now ? 'fair' : 'fault';
    if (message.receives >= maxReceives) giveUpBySqs(walk, target, message);
    else receive(walk, target, owner, [message], kind);
    if (batch < 2 || kind === 'fault') continue;
    for (const other of queue.slice(index + 1))
      if (other.visible <= world.now) {
        receive(walk, target, owner, [message, other], kind);
        receive(walk, target, owner, [other, message], kind);
      }
  }
}

function receive(
  walk: Walk,
  target: number,
  owner: string,
  messages: readonly QueuedMessage[],
  kind: 'fair' | 'fault',
): void {
  const { world, configuration, machine } = walk;
  for (const skew of configuration.skews) {
    const early = kind === 'fault' ? ', though it is not visible' : '';
    const ahead = skew > 0 ? `, whose clock is ${2 * skew} s ahead` : '';
    const text = `SQS delivers ${messages.map((message) => messageName(walk, message)).join(' and ')} to consumer ${owner} of ${targetName(target)}${ahead}${early}.`;
    step(walk, text, kind, (next) => {
      const { maxAttempts, events, transacts = false } = configuration;
      const received = messages.map(({ event, replay }) => ({ event, replay }));
      const isOrdered = configuration.fifo === true;
      const position = machine.begin({
        kind: 'consumer',
        owner,
        target,
        maxAttempts,
        isOrdered,
        transacts,
        messages: received,
      });
      const ids = messages.map(({ id }) => id);
      next.queues[target] = (next.queues[target] ?? []).map((message) =>
        ids.includes(message.id)
          ? { ...message, visible: world.now + VISIBILITY_TICKS, receives: message.receives + 1 }
          : message,
      );
      const process = {
        position,
        started: world.now,
        skew,
        messages: ids,
        effects: [],
        series: Array(events).fill(''),
      };
      next.processes.push({ ...process, name: `${owner}${target}` });
      return undefined;
    });
  }
}

/** The backstop: it must not be reached as long as the runtime can run. */
function giveUpBySqs(walk: Walk, target: number, message: QueuedMessage): void {
  const { event, replay } = message;
  step(
    walk,
    `SQS moves ${messageName(walk, message)} to the dead-letter queue: it was received too often.`,
    'fair',
    (next) => {
      next.queues[target] = (next.queues[target] ?? []).filter(({ id }) => id !== message.id);
      next.letters[target]?.push({ event, replay });
      const state = next.items[event]?.custody[target];
      const isOver = state?.state === 'done' || state?.state === 'failed';
      return isOver ? undefined : `event ${event} is given up by SQS before its attempts are over`;
    },
  );
}

/** The first letter that nothing in the world is called by. */
export function unusedOwner({ world, configuration }: Walk): string {
  const key = keyOf(world, configuration);
  return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').find((letter) => !key.includes(letter)) ?? 'Z';
}

/** TTL takes a record 35 days after it was last written: nothing but an event that waits for so long outlives it. */
function expire(walk: Walk): void {
  const { world, configuration } = walk;
  for (const [event, item] of world.items.entries()) {
    const isDone = item?.custody.some((state) => state?.state === 'done');
    const waits = world.queues.some((queue) => queue.some((message) => message.event === event));
    const isBuried = world.letters.some((letters) => letters.some((letter) => letter.event === event));
    if (
      !item ||
      world.processes.length > 0 ||
      world.stragglers.length > 0 ||
      (isDone && (waits || isBuried || (world.sends[event] ?? 0) > 0))
    )
      continue;
    step(walk, `TTL takes the record of ${eventName(walk, event)}.`, 'free', (next) => {
      next.items[event] = undefined;
      const [from, to] = [placeOf(configuration, event, 0), placeOf(configuration, event + 1, 0)];
      next.attempts = next.attempts.filter((attempt) => Number(attempt[0]) < from || Number(attempt[0]) >= to);
      return undefined;
    });
  }
}

function settleStragglers(walk: Walk): void {
  const { world, configuration, fence } = walk;
  for (const [index, { text, change }] of world.stragglers.entries())
    step(walk, `What had seemed to fail takes effect after all: ${text}.`, 'free', (next) => {
      next.stragglers.splice(index, 1);
      return perform(next, change, configuration, fence).broken;
    });
}

/** Time passes as long as something waits for it; who runs for too long is ended by Lambda. */
function pass(walk: Walk): void {
  const { world, configuration } = walk;
  const { now } = world;
  const ends = ({ position: { start, result }, started }: Process) =>
    start.kind === 'consumer' && !result && now + 1 - started >= INVOCATION_TICKS;
  const ended = world.processes.filter(ends);
  const waits =
    world.processes.some(({ position }) => position.start.kind === 'consumer' && !position.result) ||
    world.queues.some((queue) => queue.some(({ visible }) => visible > now)) ||
    world.items.some((item) => item?.custody.some((state) => isAhead(state, now)));
  if (!waits || world.faults < ended.length) return;
  const names = ended.map(processName).join(' and ');
  const text = `Two seconds pass${ended.length > 0 ? `: ${names} ran out of time and is ended` : ''}.`;
  step(walk, text, ended.length > 0 ? 'free' : 'fair', (next) => {
    next.now += 1;
    next.faults -= ended.length;
    for (const process of ended) kill(next, configuration, next.processes.indexOf(process));
    return undefined;
  });
}

const isAhead = (state: Custody | undefined, now: number) =>
  (state?.state === 'claimed' || state?.state === 'retry') && state.until > now * TICK_MS;

export const targetName = (target: number) => `processor ${targetNames[target]}`;
export const processName = ({ name, position: { start } }: Process) =>
  start.kind === 'operator'
    ? 'The replay'
    : start.kind === 'verifier'
      ? `Verifier ${name.slice(1)}`
      : `Consumer ${name[0]} of ${targetName(start.target)}`;
export const eventName = ({ configuration }: Walk, event: number) =>
  configuration.events > 1 ? `event ${event}` : 'the event';
export const messageName = (walk: Walk, { event, replay }: { readonly event: number; readonly replay: string }) =>
  replay ? `${eventName(walk, event)}, as the letter that ${replay} wrote` : eventName(walk, event);
