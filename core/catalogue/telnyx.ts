import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** A text message, a call: https://developers.telnyx.com/development/api-fundamentals/webhooks/receiving-webhooks */
export const telnyx: CatalogueEntry = {
  types: ['message.received', 'message.finalized', 'call.initiated'],
  deliver: (base, type, context) => {
    const call = { call_control_id: 'v3:abc', call_session_id: '428c31b6', from: '+35319605860', to: '+13129457420' };
    const message = {
      id: 'ac012cbf-5e09-46af-a69a-7c0e2d90993c',
      direction: base === 'message.received' ? 'inbound' : 'outbound',
      from: { phone_number: '+13125550001' },
      to: [{ phone_number: '+13125550002', status: base === 'message.received' ? 'webhook_delivered' : 'delivered' }],
      text: 'Zoë is waiting',
      type: 'SMS',
    };
    const data = {
      event_type: type,
      id: uuidOf(context),
      occurred_at: new Date(context.now).toISOString(),
      payload: base.startsWith('call.') ? call : message,
      record_type: 'event',
    };
    return jsonDelivery(context.url, { data, meta: { attempt: 1, delivered_to: context.url } });
  },
  register:
    'portal.telnyx.com: the webhook URL of the messaging profile, or of the voice application, is https://…/webhooks/NAME.',
  secret:
    'portal.telnyx.com > Keys & Credentials > Public Key: 44 characters of base64. It is no secret, and not an API key (KEY…).',
  traps: ['The texts of webhooks of API version 1 are not signed: choose version 2 in the profile.'],
};
