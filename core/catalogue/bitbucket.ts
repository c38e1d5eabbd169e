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
  'pullrequest:fulfilled': () => ({
    pullrequest: { id: 42, title: 'Let the basket outlive the session', state: 'MERGED' },
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
  register:
    'Repository settings > Webhooks > Add webhook: URL https://…/webhooks/NAME, a secret, and the triggers; it is repository push alone unless you choose.',
  secret:
    'The text in the Secret field of that webhook, yours or the one it generates. It is not an API token or app password.',
  retries: 'Two more tries after a 5xx or when no answer comes within 10 seconds.',
  traps: [
    'Without a secret Bitbucket signs nothing, and everything is refused.',
    'A payload over 256 KB may never be sent, and nobody is told.',
    'Bitbucket Data Center names its events differently: write processors for the types that yours sends.',
  ],
};
