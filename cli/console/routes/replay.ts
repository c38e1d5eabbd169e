import { failed } from '../../cli-error.ts';
import { counted } from '../../operations/progress-bar.ts';
import { openReplay } from '../../replay/open-replay.ts';
import { type ReplayOptions, replayMeant, selectionOf } from '../../replay/replay-options.ts';
import { describePlan, planReplay } from '../../replay/replay-plan.ts';
import { refuseUnconfirmed, runReplay } from '../../replay/run-replay.ts';
import { selectedEvents } from '../../replay/selected-events.ts';
import type { Outcome, Plan } from '../api.ts';
import { optionalText, text } from '../asked.ts';
import type { Asked, ConsoleContext, Route } from '../route.ts';

/** What a replay of one event would do. */
export const replayPlan: Route = {
  method: 'POST',
  path: 'replay/plan',
  async answer(asked, context): Promise<Plan> {
    const { plan, record, needsReview } = await prepare(asked, context);
    return { text: describePlan(plan, record.id, context.deployment, undefined), count: plan.messages, needsReview };
  },
};

/** Lets one event run again, for one processor or for all that want it. */
export const replay: Route = {
  method: 'POST',
  path: 'replay',
  async answer(asked, context): Promise<Outcome> {
    const { deployment, terminal, signal, webhooks } = context;
    const { plan, record, opened, options } = await prepare(asked, context);
    refuseUnconfirmed(plan, webhooks(), options);
    if (plan.messages === 0)
      throw failed('nothing was sent: the archive does not have the event yet, or no processor that is meant wants it');
    const running = { deployment, opened, options, signal, tell: () => undefined, output: terminal.err };
    const result = await runReplay(plan, record, running);
    const far = `${counted(result.before + result.already + result.sent)} of ${counted(plan.messages)} messages are on their queues`;
    const error = 'error' in result ? result.error : undefined;
    return { text: error === undefined ? far : `${far}, then: ${error}`, isGood: result.ended === 'done' };
  },
};

async function prepare(asked: Asked, { deployment, webhooks, signal }: ConsoleContext) {
  // Whoever asks here means it: the command asks for --again, so that nothing runs twice by being typed twice.
  const options: ReplayOptions = {
    again: true,
    confirm: asked.body.confirm === true,
    ...named('processor', optionalText(asked, 'processor')),
  };
  const configuration = webhooks();
  const select = () => selectionOf(text(asked, 'source'), [text(asked, 'id')], options, configuration);
  select();
  const opened = await openReplay(deployment, configuration);
  const record = await replayMeant(options, select, opened.log);
  const looking = { tell: () => undefined, signal };
  const plan = await planReplay(selectedEvents(record.selection, opened.selecting), record.selection, looking);
  const needsReview = Object.keys(plan.processors).some((name) => configuration.processors[name]?.redrive === 'review');
  return { plan, record, opened, options, needsReview };
}

const named = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });
