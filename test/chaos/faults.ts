import { setTimeout as wait } from 'node:timers/promises';
import type { Interception, Interceptor } from '../../local/local-run.ts';
import { type Chronicle, count, type Fault } from './chronicle.ts';
import { type Dice, pick } from './dice.ts';
import { type SeenCall, type Sighting, sightingOf } from './sighting.ts';

export interface FaultOptions {
  readonly dice: Dice;
  readonly chronicle: Chronicle;
  /** How likely a call's process is killed at it. */
  readonly killRate: number;
  /** How likely a call fails otherwise, unless it is one of the rare. */
  readonly faultRate: number;
  /** Posts a call of the chaos's own to the run. */
  readonly post: (operation: string, body: unknown) => Promise<void>;
}

/** What goes wrong with calls to AWS. */
export interface Faults {
  readonly intercept: Interceptor;
  /** No faults from now on; resolves once what was to come later has come. */
  cease(): Promise<void>;
}

/** Calls that are rare have to fail more often to fail at all. */
const RATES: Readonly<Record<string, number>> = { GetSecretValue: 0.15, PutObject: 0.1, GetObject: 0.1, release: 0.05 };
const KILLS = ['killed, drop', 'killed, refuse'] as const;
/** For so many faults that come once there is one that comes back with each try. */
const STUBBORN = 3;
const STUBBORN_KINDS = ['drop', 'refuse', 'refuse', 'unavailable', 'unavailable'] as const;
const COPY_RATE = 0.03;
const CUT_RATE = 0.1;
const KINDS = ['drop', 'refuse', 'unavailable', 'throttle', 'twice', 'slow', 'late'] as const;
/** A call is given up after a second: one that is late arrives after that, and before any lease could be over. */
const LATE_MS = 1200;
const LONGEST_COPY_DELAY_MS = 8000;

/** Decides by the seed, the event, the step and how often it was seen: not by what other events do meanwhile. */
export function openFaults(options: FaultOptions): Faults {
  const { chronicle } = options;
  const seen = new Map<string, number>();
  const pending: Promise<void>[] = [];
  let active = true;
  return {
    async cease() {
      active = false;
      await Promise.all(pending);
    },
    async intercept(call) {
      if (call.processId === undefined) return 'pass';
      const sighting = sightingOf(call);
      const place = `${sighting.event} ${sighting.processor} ${sighting.step}`;
      count(seen, place);
      const time = seen.get(place) ?? 1;
      const fault = active ? faultFor(options, sighting.step, place, time) : undefined;
      if (active) pending.push(...repeat(call, sighting, `${place} ${time}`, options));
      noteCall(chronicle, call.processId, sighting, fault);
      if (!fault) return 'pass';
      count(chronicle.faults, `${sighting.step}: ${fault}`);
      return inflict(fault, call.processId, chronicle);
    },
  };
}

function faultFor(
  { dice, killRate, faultRate }: FaultOptions,
  step: string,
  place: string,
  time: number,
): Fault | undefined {
  const once = `${place} ${time}`;
  if (dice('kill', once) < killRate) return pick(dice('killed', once), KILLS);
  const rate = RATES[step] ?? faultRate;
  if (dice('stubborn', place) < rate / STUBBORN && time <= lastFailure(dice('lasts', place)))
    return pick(dice('stubborn kind', once), STUBBORN_KINDS);
  return dice('fault', once) < rate ? pick(dice('kind', once), KINDS) : undefined;
}

/** The SDK tries three times: so whoever called hears of it, tries again, and most times succeeds in the end. */
const lastFailure = (thrown: number) => (thrown < 0.25 ? 30 : 3 + Math.floor(thrown * 4));

async function inflict(fault: Fault, processId: number, { kills }: Chronicle): Promise<Interception> {
  switch (fault) {
    case 'killed, drop':
    case 'killed, refuse':
      kills.set(processId, Date.now());
      kill(processId);
      return fault === 'killed, drop' ? 'drop' : 'refuse';
    case 'slow':
      await wait(200);
      return 'pass';
    case 'late':
      await wait(LATE_MS);
      return 'pass';
    default:
      return fault;
  }
}

function kill(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
}

/** What SQS may do by itself: deliver a message twice, or before its time. */
function repeat(call: SeenCall, { step, event }: Sighting, place: string, options: FaultOptions): Promise<void>[] {
  const { dice, chronicle, post } = options;
  const { operation, body } = call;
  const later = async (milliseconds: number, what: string, again: unknown) => {
    count(chronicle.faults, what);
    await wait(milliseconds);
    chronicle.note(event, what);
    await post(operation, again);
  };
  if (step === 'send' && dice('copy', place) < COPY_RATE)
    return [later(copyDelay(dice('copied', place)), 'SQS: delivered twice', body)];
  if (operation === 'ChangeMessageVisibility' && typeof body === 'object' && dice('cut', place) < CUT_RATE)
    return [later(50, 'SQS: visible before its time', { ...body, VisibilityTimeout: 0 })];
  return [];
}

/** Half of the copies come at once, when the first one is hardly in hand; the others come whenever they do. */
const copyDelay = (thrown: number) => Math.max(0, 2 * thrown - 1) * LONGEST_COPY_DELAY_MS;

/** Not there: DynamoDB never got the call. */
const NEVER_ARRIVE: readonly (Fault | undefined)[] = ['refuse', 'unavailable', 'throttle', 'killed, refuse'];

function noteCall(chronicle: Chronicle, processId: number, sighting: Sighting, fault: Fault | undefined): void {
  const { step, event, processor, attempt } = sighting;
  if (!chronicle.deaths.has(processId)) chronicle.deaths.set(processId, Number.POSITIVE_INFINITY);
  if (!event) return;
  chronicle.note(
    event,
    `${processId} ${processor} ${step}${attempt ? ` ${attempt}` : ''}${fault ? ` (${fault})` : ''}`,
  );
  if (step !== 'complete') return;
  const key = `${event}#${processor}`;
  const completion = { processId, attempt, at: Date.now(), arrived: !NEVER_ARRIVE.includes(fault) };
  chronicle.completions.set(key, [...(chronicle.completions.get(key) ?? []), completion]);
}
