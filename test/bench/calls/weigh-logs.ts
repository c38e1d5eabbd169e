import type { Figure } from '../figure.ts';
import type { Stage } from './stage.ts';

/** Enough for a function to gather figures for as long as it ever does. */
const EVENTS = 2000;

/** Each function has an event after so many milliseconds: that is a busy one. */
const PAUSE_MS = 100;

/** What the functions write and ask for each event when they are busy, what many events share among it. */
export interface BusyUse {
  readonly figures: readonly Figure[];
  /** Bytes of the log for each event. */
  readonly verifier: number;
  readonly processor: number;
}

/** Lets both functions have many events, one in each invocation. */
export async function weighLogs(stage: Stage): Promise<BusyUse> {
  const before = stage.aws.sent.length;
  let verifier = 0;
  for (let index = 0; index < EVENTS; index++) {
    verifier += (await stage.post()).logBytes / EVENTS;
    stage.pass(PAUSE_MS);
  }
  let [processor, calls] = [0, 0];
  for (const message of stage.aws.sent.slice(before)) {
    const used = await stage.processOne(message);
    processor += used.logBytes / EVENTS;
    calls += used.calls.length / EVENTS;
    stage.pass(PAUSE_MS);
  }
  const log = (what: string, value: number): Figure => ({
    name: `log: ${what}, for each event`,
    value,
    unit: 'bytes',
    bound: { most: 200 },
  });
  const figures: Figure[] = [
    log('verifier', verifier),
    log('processor', processor),
    // Now and then it reads whether it is paused.
    { name: 'calls: busy processor, for each event', value: calls, unit: '', bound: { most: 2.1 } },
    // One call receives, and one deletes, what an invocation gets.
    ...[1, 10].map((batch) => ({
      name: `calls: the same with Lambda's own, ${batch} at once`,
      value: calls + 2 / batch,
      unit: '',
    })),
  ];
  return { figures, verifier, processor };
}
