import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** The shape of a change: https://linear.app/developers/webhooks */
export const linear: CatalogueEntry = {
  types: ['Issue.create', 'Issue.update', 'Comment.create', 'Project.update'],
  deliver: (_, named, context) => {
    const [type = 'Issue', action = 'update'] = named.split('.');
    const id = uuidOf(context);
    const time = new Date(context.now).toISOString();
    const about =
      type === 'Comment' ? { body: 'Danke, Zoë 🦊', issueId: id } : { title: 'Becher für Zoë', name: 'Becher' };
    return jsonDelivery(
      context.url,
      {
        action,
        type,
        createdAt: time,
        data: { id, createdAt: time, updatedAt: time, ...about },
        actor: { id: 'b5ea5f1f-8adc-4f52-b4bd-ab4e84cf51ba', type: 'user', name: 'Zoë' },
        url: 'https://linear.app/acme/issue/ACM-1001',
        ...(action === 'update' && { updatedFrom: { updatedAt: time } }),
        organizationId: '9f3ad2c1-6a0e-4c43-9a53-5f2dbd5aa1d2',
        webhookTimestamp: context.now,
        webhookId: '000042e3-d123-4980-b49f-8e140eef9329',
      },
      { 'linear-delivery': id, 'linear-event': type },
    );
  },
  register: 'Settings > API > Webhooks > New webhook: URL, and the kinds of data.',
  secret: 'The signing secret on the webhook’s page.',
  retries: 'Three more times: after a minute, an hour and six hours. A URL that keeps failing may be switched off.',
  retryHours: 7,
  traps: ['The body says when it was sent, and is good for a minute: a clock that is off refuses everything.'],
};
