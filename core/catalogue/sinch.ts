import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A message and what became of it: https://developers.sinch.com/docs/conversation/callbacks/ */
export const sinch: CatalogueEntry = {
  types: ['message', 'message_delivery_report'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      app_id: '01EB37HMH1M6SV18ASNS3G135H',
      project_id: 'c36f3d3d-1523-4edd-ae42-11995557ff61',
      accepted_time: new Date(context.now).toISOString(),
      event_time: new Date(context.now).toISOString(),
      [type]:
        base === 'message'
          ? {
              id: nameOf(context, 26).toUpperCase(),
              direction: 'TO_APP',
              contact_message: { text_message: { text: 'Grüße von Zoë 🦊' } },
            }
          : {
              message_id: nameOf(context, 26).toUpperCase(),
              conversation_id: '01EQBC1A3BEK731GY4YXEN0C2R',
              status: 'DELIVERED',
            },
      message_metadata: '',
    }),
  register: "In the settings of the Conversation API's app, add a webhook with a secret.",
  secret: 'The secret that you chose for the webhook. Without one Sinch signs nothing.',
  secretIsOurs: true,
  traps: [
    "Sinch's Numbers, Voice and Verification callbacks are signed in other ways, which this provider does not read.",
  ],
};
