import { ARCHIVE } from '../../core/archive.ts';
import type { Chronicle } from './chronicle.ts';
import { type Effect, excuseFor } from './effects.ts';
import { TARGETS } from './event-plan.ts';
import type { FoundLetter } from './outside.ts';
import type { Sent } from './provider.ts';

/** What was found once the run had come to rest. */
export interface Found {
  readonly sent: Sent;
  readonly effects: ReadonlyMap<string, readonly Effect[]>;
  /** The events that the archive has. */
  readonly archived: ReadonlySet<string>;
  readonly states: ReadonlyMap<string, string>;
  readonly letters: readonly FoundLetter[];
  /** `{event}#{processor}` that were seen as done at some time. */
  readonly seenDone: ReadonlySet<string>;
  /** Messages that are still on queues. */
  readonly waiting: number;
}

export interface Verdict {
  /** What the guarantee does not allow, with the event where it is about one. */
  readonly violations: readonly { readonly event: string; readonly what: string }[];
  /** Effects beyond the first, by what explains them. */
  readonly explained: Readonly<Record<string, number>>;
}

/** What may be answered to a provider; 500 is API Gateway's word for a function that died. */
const EXPECTED_ANSWERS = ['200', '401', '429', '500', '503', 'none'];

/** Holds what was found against the guarantee. */
export function judge(found: Found, chronicle: Chronicle): Verdict {
  const explained: Record<string, number> = {};
  const violations = [
    ...lost(found),
    ...doubled(found, chronicle, explained),
    ...strange(found),
    ...[...found.seenDone]
      .filter((key) => found.states.get(key) !== 'done')
      .map((key) => violation(key, 'is done no longer')),
    ...[...found.sent.answers.keys()]
      .filter((status) => !EXPECTED_ANSWERS.includes(status))
      .map((status) => violation('', `a request was answered ${status}`)),
  ];
  if (found.waiting > 0) violations.push(violation('', `${found.waiting} messages were left on queues`));
  return { violations, explained };
}

const violation = (key: string, what: string) => ({ event: key.split('#')[0] ?? '', what: `${key} ${what}`.trim() });

/** Accepted means: done with an effect or a line of the archive, or a dead letter with its reason. */
function lost({ sent, effects, archived, states, letters }: Found) {
  const reasons = new Map(letters.map(({ event, processor, reason }) => [`${event}#${processor}`, reason]));
  const keys = [...sent.accepted].flatMap((event) =>
    [...targetsOf(sent, event), ARCHIVE].map((target) => `${event}#${target}`),
  );
  const effectsOf = (key: string) =>
    key.endsWith(`#${ARCHIVE}`) ? Number(archived.has(key.split('#')[0] ?? '')) : (effects.get(key)?.length ?? 0);
  return keys.flatMap((key) => {
    const [state, reason] = [states.get(key), reasons.get(key)];
    if (state === 'done' && effectsOf(key) > 0 && reason === undefined) return [];
    if (state === 'failed' && reason) return [];
    const letter = reason === undefined ? 'no dead letter' : `a dead letter with the reason "${reason}"`;
    return [violation(key, `is ${state ?? 'unknown'}, with ${effectsOf(key)} effects and ${letter}`)];
  });
}

const targetsOf = (sent: Sent, event: string): readonly string[] => {
  const plan = sent.begun.get(event);
  return plan ? TARGETS[plan.type] : [];
};

/** All but one of the effects of an event and processor need an attempt that could not be known as done. */
function doubled({ effects }: Found, chronicle: Chronicle, explained: Record<string, number>) {
  return [...effects].flatMap(([key, all]) => {
    const excuses = all.map((effect) => excuseFor(effect, chronicle)).filter((excuse) => excuse !== undefined);
    for (const excuse of excuses.slice(0, all.length - 1)) explained[excuse] = (explained[excuse] ?? 0) + 1;
    if (excuses.length >= all.length - 1) return [];
    return [violation(key, `has ${all.length} effects, of which ${excuses.length} are explained`)];
  });
}

/** Effects that nobody asked for: of forged requests, or of a processor that did not want the event. */
function strange({ sent, effects }: Found) {
  const forged = [...sent.accepted].filter((event) => !sent.begun.has(event));
  const unwanted = [...effects.keys()].filter((key) => {
    const [event = '', processor = ''] = key.split('#');
    return !targetsOf(sent, event).includes(processor);
  });
  return [
    ...forged.map((event) => violation(event, 'was accepted, and was forged')),
    ...unwanted.map((key) => violation(key, 'has an effect that nobody asked for')),
  ];
}
