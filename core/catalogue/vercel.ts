import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The shape of a deployment's events: https://vercel.com/docs/webhooks/webhooks-api */
export const vercel: CatalogueEntry = {
  types: ['deployment.created', 'deployment.succeeded', 'deployment.error'],
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
        target: 'production',
        plan: 'pro',
      },
    }),
};
