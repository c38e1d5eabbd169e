import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A deploy: https://docs.netlify.com/deploy/deploy-notifications/ */
export const netlify: CatalogueEntry = {
  types: ['deploy_created', 'deploy_building', 'deploy_failed'],
  deliver: (base, type, context) => {
    const state = base === 'deploy_created' ? 'ready' : base === 'deploy_failed' ? 'error' : 'building';
    return jsonDelivery(
      context.url,
      {
        id: nameOf(context),
        site_id: '4e9e7f4b-4f9a-4a0e-8c0e-0e5a8f3b1a2c',
        state,
        name: 'zoes-mugs',
        branch: 'main',
        title: 'Größere Henkel',
        updated_at: new Date(context.now).toISOString(),
        ...(state === 'error' && { error_message: 'Build script returned non-zero exit code: 2' }),
      },
      { 'x-netlify-event': type },
    );
  },
  register:
    'Project configuration > Notifications > Deploy notifications > Add notification > HTTP POST request: https://…/webhooks/NAME.',
  secret:
    'The JWS secret token of the same dialog: a text of your own of at least 16 characters. Without it nothing is signed.',
  secretIsOurs: true,
  traps: [
    'After six failures in a row Netlify disables the notification.',
    'The header that names the event is not signed; the body is.',
  ],
};
