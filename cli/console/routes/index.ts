import type { Route } from '../route.ts';
import { content } from './content.ts';
import { cost } from './cost.ts';
import { deadLetterQueues, deadLetters } from './dead-letters.ts';
import { event } from './event.ts';
import { events } from './events.ts';
import { issueState, issues } from './issues.ts';
import { metrics } from './metrics.ts';
import { overview } from './overview.ts';
import { quarantine, release, verdict } from './quarantine.ts';
import { redrive, redrivePlan } from './redrive.ts';
import { replay, replayPlan } from './replay.ts';
import { sources } from './sources.ts';
import { samples, testEvent } from './test-event.ts';

/** Everything that the page can ask the server for. */
export const ROUTES: readonly Route[] = [
  overview,
  events,
  event,
  content,
  replayPlan,
  replay,
  quarantine,
  verdict,
  release,
  deadLetterQueues,
  deadLetters,
  redrivePlan,
  redrive,
  issues,
  issueState,
  sources,
  metrics,
  cost,
  samples,
  testEvent,
];
