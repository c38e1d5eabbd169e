import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext, uuidOf } from './sample.ts';

/** The payload of each event: https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/ */
const PAYLOADS: Readonly<Record<string, (context: SampleContext) => object>> = {
  'repo:push': (context) => ({
    push: {
      changes: [{ new: { type: 'branch', name: 'main', target: { hash: nameOf(context, 40) } }, forced: false }],
    },
  }),
  'pullrequest:created': () => ({
    pullrequest: { id: 42, title: 'Let the basket outlive the session', state: 'OPEN' },
  }),
};

export const bitbucket: CatalogueEntry = {
  types: Object.keys(PAYLOADS),
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      {
        actor: { type: 'user', display_name: 'Zoë Smith' },
        repository: { type: 'repository', full_name: 'acme/shop', is_private: true },
        ...PAYLOADS[base]?.(context),
      },
      { 'x-event-key': type, 'x-request-uuid': uuidOf(context), 'x-attempt-number': '1' },
    ),
};
