import {
  FLOW_BELIEVED_SECONDS,
  FLOWING,
  type FlowState,
  failedOnce,
  holdSeconds,
  type Passage,
  passageOf,
  probing,
  succeeded,
} from '../../core/flow-state.ts';
import type { Flow } from '../aws/flow.ts';
import { errorText, type Log } from '../log.ts';

export interface ValveOptions {
  readonly processor: string;
  readonly flow: Flow;
  /** After how many failures in a row the processor pauses itself. @default - never */
  readonly pauseAfter?: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}

/** Lets events through to the processor, or holds them up. Nothing here throws: what cannot be read is taken for open. */
export interface Valve {
  passage(): Promise<Passage>;
  /** How long a message is held that does not get through, in seconds. */
  holdSeconds(receives: number): number;
  failed(): Promise<void>;
  succeeded(wasProbe: boolean): Promise<void>;
}

/** Each means that another instance wrote in between. */
const MOST_CONTENTION = 5;

/** Makes the valve of a processor. All instances share its state, and see it a few seconds late. */
export function valve({ processor, flow, pauseAfter, now, log }: ValveOptions): Valve {
  let state: FlowState = FLOWING;
  let readAt = Number.NEGATIVE_INFINITY;
  let turn: Promise<unknown> = Promise.resolve();

  const read = async () => {
    const at = now();
    state = await flow.read(processor);
    readAt = at;
  };

  /** Changes the state, deciding again whenever somebody else did so first. Tells whether anything was changed. */
  const change = async (decide: (state: FlowState) => FlowState): Promise<boolean> => {
    for (let round = 0; round < MOST_CONTENTION; round++) {
      const next = decide(state);
      if (next === state) return false;
      if (await flow.write(processor, state, next)) {
        if (next.pause && !state.pause) log.error('paused after failures in a row', { failures: next.failures });
        if (!next.pause && state.pause) log.info('resumed after a success');
        state = next;
        return true;
      }
      await read();
    }
    return false;
  };

  /** One after the other: the events of a batch end at the same time. */
  const inTurn = <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    const result = turn.then(work).catch((error) => {
      log.warn('the state of the flow is out of reach', { error: errorText(error) });
      return otherwise;
    });
    turn = result;
    return result;
  };

  return {
    passage: () =>
      inTurn(
        async () => {
          if (now() - readAt >= FLOW_BELIEVED_SECONDS * 1000) await read();
          if (passageOf(state, now()) !== 'probe') return passageOf(state, now());
          const mayProbe = await change((current) =>
            passageOf(current, now()) === 'probe' ? probing(current, now()) : current,
          );
          return mayProbe ? 'probe' : passageOf(state, now()) === 'open' ? 'open' : 'paused';
        },
        passageOf(state, now()) === 'open' ? 'open' : 'paused',
      ),
    holdSeconds: (receives) => holdSeconds(state, now(), receives),
    failed: () =>
      inTurn(async () => {
        if (pauseAfter !== undefined) await change((current) => failedOnce(current, pauseAfter, now()));
      }, undefined),
    succeeded: (wasProbe) =>
      inTurn(async () => {
        await change((current) => succeeded(current, wasProbe, now()));
      }, undefined),
  };
}
