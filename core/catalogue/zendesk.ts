import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

const DETAILS: Readonly<Record<string, object>> = {
  'zen:event-type:user.created': { name: 'Zoë Smith', email: 'zoe@example.com', role: 'end-user' },
  'zen:event-type:organization.created': { name: 'Zoë & Co.' },
  'zen:event-type:ticket.created': { subject: 'My mug is broken 🦊', status: 'NEW', via: { channel: 'web' } },
};

/** The shape of Zendesk's own events: https://developer.zendesk.com/api-reference/webhooks/event-types/webhook-event-types/ */
export const zendesk: CatalogueEntry = {
  types: Object.keys(DETAILS),
  deliver: (base, type, context) => {
    const id = Number.parseInt(nameOf(context, 8), 16);
    const kind = type.replace('zen:event-type:', '').split('.')[0] ?? '';
    return jsonDelivery(
      context.url,
      {
        account_id: 22_129_848,
        detail: { id: String(id), ...DETAILS[base], created_at: new Date(context.now).toISOString() },
        event: {},
        id: nameOf(context, 26),
        subject: `zen:${kind}:${id}`,
        time: new Date(context.now).toISOString(),
        type,
        zendesk_event_version: kind === 'ticket' ? '2022-11-06' : '2022-06-20',
      },
      {
        'x-zendesk-account-id': '22129848',
        'x-zendesk-webhook-id': '01GBM9Q0J5N2ZV8V5B7J2K8WQX',
        'x-zendesk-webhook-invocation-id': nameOf({ ...context, nonce: `invocation ${context.nonce}` }, 26),
      },
    );
  },
  register:
    'Admin Center > Apps and integrations > Webhooks > Create webhook: Zendesk events, or a trigger or automation; endpoint URL https://…/webhooks/NAME, POST, JSON, no authentication.',
  secret: 'Reveal secret on the page of the webhook. It is not an API token.',
  retries: 'After a 409 up to three more, after a 429 or 503 when Retry-After says so; other errors are final.',
  traps: [
    'Until the webhook is saved its test is signed with a secret that everybody knows, and is refused: save first, then test.',
    'When most answers are errors Zendesk stops sending for a while, and what happens then is lost.',
    'The body of a trigger is what you wrote: without a "type" in its JSON an event has no type.',
  ],
};
