import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** What the ids of the resources start with. */
const PREFIXES: Readonly<Record<string, string>> = {
  'response.completed': 'resp_',
  'batch.completed': 'batch_',
  'response.failed': 'resp_',
  'fine_tuning.job.succeeded': 'ftjob-',
};

/** The shape of a response's and a batch's events: https://platform.openai.com/docs/api-reference/webhook-events */
export const openai: CatalogueEntry = {
  types: Object.keys(PREFIXES),
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      {
        id: `evt_${nameOf(context, 32)}`,
        object: 'event',
        created_at: secondsOf(context),
        type,
        data: { id: `${PREFIXES[base]}${nameOf(context, 32)}` },
      },
      { 'webhook-id': `wh_${nameOf(context, 32)}` },
    ),
  register:
    'platform.openai.com > Settings > your project > Webhooks > Create: https://…/webhooks/NAME and the event types.',
  secret: 'The signing secret that is shown once when the endpoint is made, whsec_ and all. It is not an API key sk-….',
  retries: 'For up to 72 hours at growing intervals; a redirect counts as a failure.',
  retryHours: 72,
  traps: [
    'An endpoint hears of one project only.',
    'response.completed comes for responses that were asked for with background: true.',
    'The payload holds an id only: fetch the response, the batch or the job over the API.',
  ],
};
