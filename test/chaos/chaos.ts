import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { temporaryDirectory } from '../local/run-in-process.ts';
import { type ChaosRun, type Ending, startChaosRun } from './chaos-run.ts';
import { type Chronicle, openChronicle } from './chronicle.ts';
import { diceFrom } from './dice.ts';
import { readEffects } from './effects.ts';
import { openFaults } from './faults.ts';
import { type Found, judge, type Verdict } from './judge.ts';
import { outsideOf } from './outside.ts';
import { type ProviderOptions, playProvider } from './provider.ts';

export interface ChaosOptions {
  readonly seed: number;
  readonly events: number;
  /** After how many minutes no new event is begun. */
  readonly minutes: number;
  /** How often the whole run is ended and started again, the last time after the load. */
  readonly restarts: number;
  /** About how many processes are killed, at most at one call in a hundred. */
  readonly kills: number;
  /** About how many calls fail otherwise, at most two in a hundred; rare calls fail more often. */
  readonly faults: number;
  readonly onProgress: (text: string) => void;
}

/** What happened, and whether it may. */
export interface ChaosResult extends Verdict {
  readonly found: Found;
  readonly chronicle: Chronicle;
  readonly seconds: number;
}

const SENDERS = 32;
const CALLS_PER_EVENT = 7;
const MOST_KILLED = 0.01;
const MOST_FAILED = 0.02;
/** Four attempts are over after 13 s; a message whose process died comes back after 30 s, and may do so again. */
const LONGEST_REST_MS = 240_000;
const LOOK_MS = 2000;
const ENDINGS: readonly Ending[] = ['stop', 'kill', 'fill'];

/** Plays a provider against a run in which calls fail, processes die and the whole run restarts; then looks what is left. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { seed, events, onProgress } = options;
  const startedAt = Date.now();
  const dice = diceFrom(seed);
  const chronicle = openChronicle();
  const directory = temporaryDirectory();
  const effects = join(directory, 'effects');
  writeFileSync(effects, '');
  const secret = randomBytes(32).toString('hex');
  const rateOf = (wanted: number, most: number) => Math.min(most, wanted / (CALLS_PER_EVENT * events));
  const rates = { killRate: rateOf(options.kills, MOST_KILLED), faultRate: rateOf(options.faults, MOST_FAILED) };
  const post: ChaosRun['post'] = async (operation, body) => run.post(operation, body);
  const faults = openFaults({ dice, chronicle, ...rates, post });
  const run = await startChaosRun({ directory, secret, chronicle, intercept: faults.intercept });

  const { sent, seenDone } = await load(run, { dice, chronicle, secret, effects }, options);
  const ceased = faults.cease();
  // What dead processes had in hand is visible again at once: nobody has to wait until SQS shows it.
  if (options.restarts > 0) await run.restart('kill');
  await ceased;
  onProgress('no more faults: waiting until everything has come to rest');
  const waiting = await rest(run);
  const outside = outsideOf(run.current());
  const states = await outside.states([...sent.begun.keys()]);
  const letters = await outside.deadLetters();
  const archived = await outside.archived();
  const found = { sent, effects: readEffects(effects), archived, states, letters, seenDone, waiting };
  await run.close();
  return { ...judge(found, chronicle), found, chronicle, seconds: (Date.now() - startedAt) / 1000 };
}

type Stage = Pick<ProviderOptions, 'dice' | 'chronicle' | 'secret' | 'effects'>;

/** Sends the events, while the run is restarted and looked at. */
async function load(run: ChaosRun, stage: Stage, { events, minutes, restarts, onProgress }: ChaosOptions) {
  const startedAt = Date.now();
  let begun = 0;
  let isOver = false;
  const onBegun = (soMany: number) => {
    begun = soMany;
    if (begun % 500 === 0) onProgress(`${begun} events, ${Math.round((Date.now() - startedAt) / 1000)} s`);
  };
  const until = startedAt + minutes * 60_000;
  const url = () => run.current().url;
  const playing = playProvider({ ...stage, events, until, url, atOnce: SENDERS, onBegun }).finally(() => {
    isOver = true;
  });
  const seenDone = new Set<string>();
  const [sent] = await Promise.all([
    playing,
    restartNowAndThen(run, restarts - 1, events, () => (isOver ? events : begun)),
    look(
      run,
      () => begun,
      seenDone,
      () => isOver,
    ),
  ]);
  return { sent, seenDone };
}

/** Ends the run whenever another part of the events has been begun. */
async function restartNowAndThen(run: ChaosRun, times: number, events: number, begun: () => number) {
  for (let restart = 1; restart <= times; restart++) {
    while (begun() < (restart * events) / (times + 1)) await wait(100);
    await run.restart(ENDINGS[restart % ENDINGS.length] ?? 'kill');
  }
}

/** Notes now and then which events are done, so that one that is so no longer is noticed. */
async function look(run: ChaosRun, begun: () => number, seenDone: Set<string>, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await wait(LOOK_MS);
    const last = begun() - 200;
    const some = Array.from({ length: 100 }, (_, index) => last - index).filter((index) => index >= 0);
    // The run may be down at the moment.
    const states = await outsideOf(run.current())
      .states(some.map((index) => `e${index}`))
      .catch(() => new Map<string, string>());
    for (const [key, state] of states) if (state === 'done') seenDone.add(key);
  }
}

/** Waits until the queues are empty; returns how many messages are left when they do not become so. */
async function rest(run: ChaosRun): Promise<number> {
  const outside = outsideOf(run.current());
  for (const end = Date.now() + LONGEST_REST_MS; ; await wait(500)) {
    const waiting = await outside.waiting();
    if (waiting === 0 || Date.now() > end) return waiting;
  }
}
