import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, secondsOf, uuidOf } from './sample.ts';

/** A list of events over the custom HTTP connector: https://www.braze.com/docs/user_guide/data/distribution/braze_currents/setting_up_currents/custom_http_connector/ */
export const braze: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, {
      events: [
        {
          event_type: 'users.messages.email.Open',
          id: uuidOf(context),
          time: secondsOf(context),
          user: { user_id: 'zoë', timezone: 'Europe/Berlin' },
          properties: { campaign_id: '11234567-89ab-cdef-0123-456789abcdef' },
        },
      ],
    }),
  register:
    'Partner Integrations > Data Export > Create New Current > Custom Currents Export: the endpoint …/webhooks/NAME and your secret as bearer token.',
  retries: 'For as long as the endpoint fails, up to five days; then the export is switched off.',
  retryHours: 120,
  secret: 'Make one up, such as `openssl rand -hex 32` prints.',
  traps: [
    'One request holds up to 100 events: with split: true each is an event of its own, with its own id and type.',
  ],
};
