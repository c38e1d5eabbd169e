/** What the chaos did to a call: what an interceptor may answer, or a pause before the call runs. */
export type Fault =
  | 'drop'
  | 'refuse'
  | 'unavailable'
  | 'throttle'
  | 'twice'
  | 'slow'
  | 'late'
  | 'killed, drop'
  | 'killed, refuse';

/** A call by which a process said that an event is done. */
export interface Completion {
  readonly processId: number;
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether DynamoDB got it. */
  readonly arrived: boolean;
}

/** When the whole run began to end, and when it was up again, in milliseconds since 1970. */
export interface Restart {
  readonly how: string;
  readonly from: number;
  readonly to: number;
}

/** Everything that the chaos did and saw, by event, so that it can say why. */
export interface Chronicle {
  note(event: string, what: string): void;
  historyOf(event: string): readonly string[];
  readonly faults: Map<string, number>;
  /** By `{event}#{processor}`. */
  readonly completions: Map<string, Completion[]>;
  /** When which process was killed, in milliseconds since 1970. */
  readonly kills: Map<number, number>;
  /** When which process was found dead. */
  readonly deaths: Map<number, number>;
  readonly restarts: Restart[];
}

/** A chronicle of nothing yet. */
export function openChronicle(): Chronicle {
  const startedAt = Date.now();
  const histories = new Map<string, string[]>();
  return {
    note(event, what) {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(3);
      const history = histories.get(event);
      if (history) history.push(`+${seconds} ${what}`);
      else histories.set(event, [`+${seconds} ${what}`]);
    },
    historyOf: (event) => histories.get(event) ?? [],
    faults: new Map(),
    completions: new Map(),
    kills: new Map(),
    deaths: new Map(),
    restarts: [],
  };
}

/** Adds one to a count. */
export const count = (counts: Map<string, number>, what: string) => void counts.set(what, (counts.get(what) ?? 0) + 1);
