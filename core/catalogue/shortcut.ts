import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A story's events: https://developer.shortcut.com/api/webhook/v1 */
export const shortcut: CatalogueEntry = {
  types: ['story.update', 'story.create'],
  deliver: (base, type, context) => {
    const [entity_type, action] = type.includes('.') ? type.split('.') : base.split('.');
    const id = Number.parseInt(nameOf(context, 6), 16);
    return jsonDelivery(context.url, {
      id: uuidOf(context),
      changed_at: new Date(context.now).toISOString(),
      version: 'v1',
      primary_id: id,
      member_id: '56d8a839-1c52-437f-b981-c3a15a11d6d4',
      actions: [
        {
          id,
          entity_type,
          action,
          name: 'Ein Becher für Zoë',
          story_type: 'feature',
          app_url: `https://app.shortcut.com/acme/story/${id}`,
        },
      ],
    });
  },
  register: 'In the settings of the workspace, make an outgoing webhook with a secret.',
  secret: 'The secret that you chose. Without one Shortcut signs nothing.',
  secretIsOurs: true,
};
