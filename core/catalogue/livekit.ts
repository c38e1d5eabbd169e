import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** https://docs.livekit.io/home/server/webhooks/ */
export const livekit: CatalogueEntry = {
  types: ['room_started', 'participant_joined', 'room_finished'],
  deliver: (base, type, context) => {
    const room = { sid: `RM_${nameOf(context, 12)}`, name: 'Küche', creationTime: String(secondsOf(context)) };
    const participant = { sid: 'PA_abc', identity: 'zoe', name: 'Zoë', state: 'ACTIVE' };
    return jsonDelivery(
      context.url,
      {
        event: type,
        room,
        ...(base === 'participant_joined' && { participant }),
        id: `EV_${nameOf(context, 12)}`,
        createdAt: String(secondsOf(context)),
      },
      { 'content-type': 'application/webhook+json' },
    );
  },
  register:
    'cloud.livekit.io > Settings > Webhooks; on a server of your own: webhook.urls and webhook.api_key in its configuration.',
  secret: 'The API secret that belongs to the API key the webhook is signed with, which the source names as apiKey.',
};
