import { boundedId } from '../../../core/ledger-item.ts';
import { openDesk } from '../../dead-letters/desk.ts';
import { letterFilter } from '../../dead-letters/letter-options.ts';
import { redriveLetters, refuseUnreviewed } from '../../dead-letters/redrive-letters.ts';
import { describePlan, planRedrive } from '../../dead-letters/redrive-plan.ts';
import { scanLetters } from '../../dead-letters/scan-letters.ts';
import { knownReceiver } from '../../known-processor.ts';
import { counted } from '../../operations/progress-bar.ts';
import type { Outcome, Plan } from '../api.ts';
import { optionalText, text, texts } from '../asked.ts';
import type { Asked, ConsoleContext, Route } from '../route.ts';

/** What a redrive would do. */
export const redrivePlan: Route = {
  method: 'POST',
  path: 'redrive/plan',
  async answer(asked, context): Promise<Plan> {
    const { plan, receiver } = await prepare(asked, context);
    const needsReview = receiver.redrive === 'review';
    return { text: describePlan(plan, context.deployment, {}), count: plan.letters.length, needsReview };
  },
};

/** Lets dead letters run again. */
export const redrive: Route = {
  method: 'POST',
  path: 'redrive',
  async answer(asked, context): Promise<Outcome> {
    const { deployment, terminal } = context;
    const { plan, receiver, desk, options, ids } = await prepare(asked, context);
    refuseUnreviewed(receiver, plan, options);
    const moving = { desk, deployment, options, tell: () => undefined, output: terminal.err };
    const { ended, moved, left, ...result } = await redriveLetters(plan, ids, moving);
    const far = `${counted(moved)} of ${counted(plan.letters.length)} dead letters are on the queue of ${receiver.name}`;
    const error = 'error' in result ? result.error : undefined;
    return { text: error === undefined ? far : `${far}, then: ${error}`, isGood: ended === 'done' && left === 0 };
  },
};

async function prepare(asked: Asked, { deployment, webhooks, signal }: ConsoleContext) {
  const receiver = knownReceiver(webhooks(), text(asked, 'processor'));
  const ids = texts(asked, 'ids').map(boundedId);
  const error = optionalText(asked, 'error');
  const options = { confirm: asked.body.confirm === true, ...(error !== undefined && { error }) };
  const desk = await openDesk(deployment, receiver, signal);
  const plan = planRedrive(receiver.name, await scanLetters(desk, letterFilter(options, ids), () => undefined), {});
  return { plan, receiver, desk, options, ids };
}
