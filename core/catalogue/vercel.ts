import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The shape of a deployment's events: https://vercel.com/docs/webhooks/webhooks-api */
export const vercel: CatalogueEntry = {
  types: [
    'deployment.created',
    'deployment.succeeded',
    'deployment.error',
    'deployment.canceled',
    'deployment.promoted',
  ],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      id: `hook_${nameOf(context)}`,
      type,
      createdAt: context.now,
      region: 'fra1',
      payload: {
        team: { id: 'team_Zoe' },
        user: { id: 'user_Zoe' },
        project: { id: 'prj_shop' },
        deployment: { id: `dpl_${nameOf(context)}`, name: 'shop', url: 'shop-acme.vercel.app', meta: {} },
        links: { deployment: 'https://vercel.com/acme/shop/1', project: 'https://vercel.com/acme/shop' },
        target: 'production',
        plan: 'pro',
      },
    }),
  register:
    'The team’s Settings > Webhooks (Pro and Enterprise): the events, the projects and the URL https://…/webhooks/NAME.',
  secret:
    'The secret in the dialog that appears once the webhook is made, and only then. The webhooks of an integration are signed with its client secret instead. It is not an access token.',
  retries: 'For 24 hours at growing intervals.',
  retryHours: 24,
  traps: [
    'A lost secret cannot be read again: make the webhook anew.',
    'Vercel signs with SHA-1; examples with SHA-256 are wrong.',
  ],
};
