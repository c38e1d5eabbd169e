import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** The shape of both events: https://circleci.com/docs/reference/outbound-webhooks-reference/ */
export const circleci: CatalogueEntry = {
  types: ['workflow-completed', 'job-completed'],
  deliver: (base, type, context) => {
    const time = new Date(context.now).toISOString();
    const id = (what: string) => uuidOf({ ...context, nonce: `${what} ${context.nonce}` });
    return jsonDelivery(
      context.url,
      {
        type,
        id: uuidOf(context),
        happened_at: time,
        webhook: { id: '69fe3e7a-0b3c-4d2a-9a56-26ef1b3cd0a1', name: 'Breakwater' },
        workflow: { id: id('workflow'), name: 'build', created_at: time, stopped_at: time, status: 'success' },
        pipeline: { id: id('pipeline'), number: 130, created_at: time },
        project: { id: '84996744-a854-4f5e-aea3-04e2851dc1d2', name: 'shop', slug: 'github/acme/shop' },
        organization: { id: 'f22b6566-597d-46d5-ba74-99ef5bb3d85c', name: 'acme' },
        ...(base === 'job-completed' && { job: { id: id('job'), name: 'test', status: 'success', number: 136 } }),
      },
      { 'circleci-event-type': type },
    );
  },
  register:
    'Project Settings > Webhooks > Add Webhook, as an admin of the organization: receiver URL https://…/webhooks/NAME, a secret token, the events workflow-completed or job-completed.',
  secret: 'The text in the Secret token field. It is not the API token that you call CircleCI with.',
  retries: 'Tries again when no 2xx comes within 5 seconds; how often it does not say.',
  traps: [
    'Webhooks belong to a project, which takes five: give all of them the same secret to use one source for several projects.',
    'Only runs that ended are told of; nothing comes when one starts.',
  ],
};
