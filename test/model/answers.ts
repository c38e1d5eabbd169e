/** What a running handler's calls may come to: they work, they fail, or they work and seem to have failed. */
import type { Custody } from '../../core/custody.ts';
import { answerRest, answerWork } from './answer-work.ts';
import { perform } from './aws.ts';
import { type Call, seriesOf, TICK_MS } from './calls.ts';
import { finish } from './finish.ts';
import { reply } from './reply.ts';
import { processName, targetName, type Walk } from './steps.ts';
import { type Change, copyOf, type Process, type World } from './world.ts';

/** Adds a step for everything that the process may do next. */
export function answers(walk: Walk, process: Process): void {
  if (process.position.result) finish(walk, process);
  for (const [number, call] of process.position.pending)
    switch (call.port) {
      case 'work':
        answerWork(walk, process, number, call.event, call.attempt);
        break;
      case 'rest':
        answerRest(walk, process, number);
        break;
      case 'hold':
        answerHold(walk, process, number, call);
        break;
      case 'wait':
        reply(walk, process, number, `${processName(process)} waits a moment.`, 'fair', () => ({ value: null }));
        break;
      case 'read':
      case 'forget':
        answerWrongVariant(walk, process, number, call);
        break;
      default:
        answerChange(walk, process, number, call);
    }
}

/** What the clock of a process is ahead of the time since its start. */
const shiftOf = ({ started, skew }: Process) => (started + skew) * TICK_MS;
const shifted = (custody: Custody, by: number): Custody => ({ ...custody, until: custody.until + by });

type ChangingCall = Exclude<Call, { port: 'read' | 'forget' | 'work' | 'rest' | 'hold' | 'wait' }>;

function changeOf(process: Process, call: ChangingCall): Change {
  const { start } = process.position;
  const target = start.kind === 'verifier' ? 0 : start.target;
  switch (call.port) {
    case 'record':
      return { kind: 'record', event: call.event };
    case 'send':
      return { kind: 'send', event: call.event, target: call.target, replay: call.replay };
    case 'bury':
      return { kind: 'bury', target, letter: { event: call.event, replay: call.replay } };
    case 'swap':
    case 'transact': {
      const { event, expected, next } = call;
      const by = shiftOf(process);
      const series = seriesOf(next);
      return {
        kind: 'swap',
        event,
        target,
        expected: expected && shifted(expected, by),
        next: shifted(next, by),
        series,
        effect: call.port === 'transact',
      };
    }
  }
}

function answerChange(walk: Walk, process: Process, number: number, call: ChangingCall): void {
  const { configuration, fence } = walk;
  const change = changeOf(process, call);
  const text = describe(change);
  const who = processName(process);
  const effect = (next: World) => perform(next, change, configuration, fence);
  reply(
    walk,
    process,
    number,
    () => `${who} ${text}${refusal(walk, change)}.`,
    'fair',
    (next, replace) => {
      const { value, broken } = effect(next);
      const early = change.kind === 'swap' ? claimed(walk, process, change, value, replace) : undefined;
      return { value: relative(value, process), broken: broken ?? early };
    },
  );
  const failed = { error: 'the call failed' } as const;
  reply(walk, process, number, `${who} ${text}: the call fails.`, 'fault', () => failed);
  reply(walk, process, number, `${who} ${text}, but the answer is lost.`, 'fault', (next) => ({
    ...failed,
    broken: effect(next).broken,
  }));
  if (configuration.late)
    reply(
      walk,
      process,
      number,
      `${who} ${text}: no answer comes, the request is still on its way.`,
      'fault',
      (next) => {
        next.stragglers.push({ text: `${who} ${text}`, change });
        return failed;
      },
    );
}

/** Notes to which replay a claim that was taken belongs, and holds a retry to its time. */
function claimed(
  { world }: Walk,
  process: Process,
  { event, target, next, series }: Extract<Change, { kind: 'swap' }>,
  value: unknown,
  replace: (process: Process) => void,
): string | undefined {
  if (next.state !== 'claimed' || !(value as { readonly taken: boolean }).taken) return undefined;
  replace({ ...process, series: process.series.with(event, series) });
  const before = world.items[event]?.custody[target];
  const clock = (world.now + process.skew) * TICK_MS;
  const isEarly = before?.state === 'retry' && seriesOf(before) === series && before.until > clock;
  return isEarly ? `event ${event} is tried again before its time` : undefined;
}

function relative(value: unknown, process: Process): unknown {
  const by = -shiftOf(process);
  const back = (custody: Custody | null) => (custody ? shifted(custody, by) : null);
  if (typeof value !== 'object' || value === null) return value;
  if ('current' in value) return { ...value, current: back(value.current as Custody | null) };
  if ('custody' in value) return { ...value, custody: (value.custody as (Custody | null)[]).map(back) };
  return value;
}

function describe(change: Change): string {
  switch (change.kind) {
    case 'record':
      return 'records the event in the ledger';
    case 'send':
      return `sends the event to the queue of ${targetName(change.target)}`;
    case 'bury':
      return 'sends the event to the dead-letter queue';
    case 'swap': {
      const { state, owner, attempts, until } = change.next;
      if (owner.startsWith('replay')) return 'opens the event again in the ledger';
      if (state === 'claimed' && !change.effect)
        return `claims the event for attempt ${attempts}, until ${until / 1000} s`;
      if (change.effect) return `makes the effect and marks the event ${state}, in one transaction`;
      return state === 'retry' ? `releases the event until ${until / 1000} s` : `marks the event ${state}`;
    }
  }
}

/** What the answer to a call says, where it is not plain success. */
function refusal({ world, configuration, fence }: Walk, change: Change): string {
  if (change.kind === 'record') return world.items[change.event] ? ', which has it already' : '';
  if (change.kind !== 'swap') return '';
  const { value } = perform(copyOf(world), change, configuration, fence);
  if ((value as { readonly taken: boolean }).taken) return '';
  const current = world.items[change.event]?.custody[change.target];
  if (!current) return '; the ledger refuses: it has no state of it';
  const { state, owner, attempts, until } = current;
  return `; the ledger refuses: ${state} by ${owner}, attempt ${attempts}${state === 'done' || state === 'failed' ? '' : `, until ${until / 1000} s`}`;
}

function answerHold(walk: Walk, process: Process, number: number, call: Extract<Call, { port: 'hold' }>): void {
  const { start } = process.position;
  if (start.kind !== 'consumer') return;
  const ticks = Math.ceil((call.seconds * 1000) / TICK_MS);
  const text = `${processName(process)} keeps the message on the queue for ${2 * ticks} s`;
  reply(walk, process, number, `${text}.`, 'fair', (next) => {
    next.queues[start.target] = (next.queues[start.target] ?? []).map((message) =>
      message.id === process.messages[call.index] ? { ...message, visible: next.now + ticks } : message,
    );
    return { value: null };
  });
  reply(walk, process, number, `${text}: the call fails.`, 'fault', () => ({ error: 'the call failed' }));
}

function answerWrongVariant(
  walk: Walk,
  process: Process,
  number: number,
  { port, event }: { readonly port: 'read' | 'forget'; readonly event: number },
) {
  const text = port === 'read' ? 'reads the record' : 'deletes the record';
  reply(walk, process, number, `${processName(process)} ${text}.`, 'fair', (next) => {
    const item = next.items[event];
    if (port === 'forget') next.items[event] = undefined;
    return { value: item ? relative({ age: 0, custody: item.custody.map((state) => state ?? null) }, process) : null };
  });
}
