import type { Deployment } from '../deployment.ts';
import { type Estimate, estimate, estimateText } from '../operations/estimate.ts';
import { counted } from '../operations/progress-bar.ts';
import { localTime } from '../paint.ts';
import { tally } from '../quarantine/quarantine-view.ts';
import type { Letter } from './letter.ts';
import type { Scan } from './scan-letters.ts';

/** What a redrive is going to do. */
export interface RedrivePlan {
  readonly processor: string;
  /** Those that go, the oldest first. */
  readonly letters: readonly Letter[];
  /** How many fit the filter; a limit lets fewer go. */
  readonly matching: number;
  /** How many could be looked at. */
  readonly looked: number;
  /** How many of those stay because nobody can tell what they are, and nobody named them. */
  readonly unreadable: number;
  readonly heldElsewhere: number;
  readonly isWhole: boolean;
  readonly estimate: Estimate;
}

interface Limits {
  readonly limit?: number | undefined;
  readonly rate?: number | undefined;
}

/** Eight at once, each of which takes two calls one after the other. */
const SPEED = 200;

/** For each letter: looked at twice by the tenth of a call, put back, sent, deleted; received and deleted by the processor. */
const CALLS = 4;
/** Claimed and completed. */
const WRITES = 2;

/** Plans the redrive of what was found. */
export function planRedrive(processor: string, scan: Scan, { limit, rate }: Limits): RedrivePlan {
  const { wanted, others, heldElsewhere, isWhole } = scan;
  const letters = wanted.slice(0, limit);
  const bytes = letters.reduce((sum, letter) => sum + letter.bytes, 0);
  return {
    processor,
    letters,
    matching: wanted.length,
    looked: wanted.length + others.length,
    unreadable: others.filter(({ facts }) => facts === undefined).length,
    heldElsewhere,
    isWhole,
    estimate: estimate({ count: letters.length, bytes, rate, speed: SPEED, calls: CALLS, writes: WRITES }),
  };
}

/** The plan as people read it. */
export function describePlan(plan: RedrivePlan, deployment: Deployment, { rate }: Limits): string {
  const { processor, letters, matching, looked, unreadable, heldElsewhere, isWhole } = plan;
  const speed = rate === undefined ? '' : ` at ${+rate.toPrecision(3)}/s`;
  const oldest = letters[0];
  const newest = letters.at(-1);
  const notes = [
    matching > letters.length && `${counted(matching - letters.length)} more match, beyond the limit`,
    unreadable > 0 && `${counted(unreadable)} cannot be read, and go only when they are named by the id of the message`,
    heldElsewhere > 0 && `about ${counted(heldElsewhere)} are in somebody else's hands just now: run it again for them`,
    !isWhole && 'there may be more than could be looked at: run it again for the rest',
  ];
  return [
    `plan: ${counted(letters.length)} of ${counted(looked)} dead letters of ${processor} in ${deployment.name} go back to its queue${speed}: ${estimateText(plan.estimate, deployment)}`,
    ...(oldest && newest
      ? [
          `  types:  ${tally(letters.map(({ facts }) => (facts ? `${facts.source} ${facts.type}` : 'unreadable')))}`,
          `  errors: ${tally(letters.map(({ error }) => cut(error)))}`,
          `  given up from ${localTime(new Date(oldest.at))} to ${localTime(new Date(newest.at))}`,
        ]
      : []),
    ...notes.filter((note) => note !== false).map((note) => `  ${note}`),
  ].join('\n');
}

const cut = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text).replace(/\s+/g, ' ');
