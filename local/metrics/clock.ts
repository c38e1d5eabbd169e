/** A time that may be ahead of the machine's, so that nobody has to wait for a day to be over. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** What it showed at a moment of the machine's time. Both are milliseconds since 1970. */
  at(moment: number): number;
}

/** The machine's own. */
export const machineClock: Clock = { now: Date.now, at: (moment) => moment };
