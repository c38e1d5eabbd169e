import type { FlowState } from '../../core/flow-state.ts';

/** What a processor's flow is like, for JSON: `{"state":"paused","by":"operator","who":"ann","since":"2026-…"}`. */
export function flowView({ pause, failures }: FlowState) {
  if (!pause) return { state: 'flowing' as const, failures };
  const since = new Date(pause.since).toISOString();
  return pause.by === 'operator'
    ? { state: 'paused' as const, by: 'operator' as const, who: pause.who, since, failures }
    : {
        state: 'paused' as const,
        by: 'failures' as const,
        since,
        failures,
        nextProbeAt: new Date(pause.probeAt).toISOString(),
      };
}

/** The same for people, after the processor's name. */
export function flowText({ pause, failures }: FlowState): string {
  if (!pause) return failures === 0 ? 'flowing' : `flowing, ${failures} failures in a row`;
  const since = new Date(pause.since).toISOString();
  return pause.by === 'operator'
    ? `paused by ${pause.who} since ${since}`
    : `paused after ${failures} failures in a row since ${since}, tries an event at ${new Date(pause.probeAt).toISOString()}`;
}
