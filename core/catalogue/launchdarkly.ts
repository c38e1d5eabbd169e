import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** An entry of the audit log: https://launchdarkly.com/docs/integrations/webhooks */
export const launchdarkly: CatalogueEntry = {
  types: ['flag', 'environment'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      _id: nameOf(context),
      _accountId: '569f514156e003339cfd3917',
      date: context.now,
      accesses: [{ action: 'updateOn', resource: 'proj/default:env/production:flag/fuchs' }],
      kind: type,
      name: 'Zoës Fuchs',
      titleVerb: 'turned on the flag',
      member: { email: 'zoe@example.com' },
    }),
  register: 'In the organization settings under Integrations, add a webhook and check "Sign this webhook".',
  secret: 'The secret that you chose. Without one LaunchDarkly signs nothing.',
  secretIsOurs: true,
  traps: ['Entries do not come in the order in which they happened.'],
};
