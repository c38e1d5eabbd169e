import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, type SampleContext, uuidOf } from './sample.ts';

/** The event of each type: https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/ */
const EVENTS: Readonly<Record<string, (context: SampleContext) => object>> = {
  'stream.online': (context) => ({ event: { ...BROADCASTER, id: '9001', type: 'live', started_at: time(context) } }),
  'channel.follow': (context) => ({
    event: { ...BROADCASTER, user_id: '1234', user_login: 'zoe', user_name: 'Zoë', followed_at: time(context) },
  }),
  revocation: () => ({}),
};

export const twitch: CatalogueEntry = {
  types: Object.keys(EVENTS),
  deliver: (base, type, context) => {
    const revoked = base === 'revocation';
    const subscription = {
      id: 'f1c2a387-161a-49f9-a165-0f21d7a4e1c4',
      type: revoked ? 'channel.follow' : type,
      version: '1',
      status: revoked ? 'authorization_revoked' : 'enabled',
      condition: { broadcaster_user_id: BROADCASTER.broadcaster_user_id },
    };
    return jsonDelivery(
      context.url,
      { subscription, ...EVENTS[base]?.(context) },
      {
        'twitch-eventsub-message-id': uuidOf(context),
        'twitch-eventsub-message-type': revoked ? 'revocation' : 'notification',
        'twitch-eventsub-subscription-type': subscription.type,
        'twitch-eventsub-subscription-version': '1',
      },
    );
  },
};

const BROADCASTER = { broadcaster_user_id: '1337', broadcaster_user_login: 'acme', broadcaster_user_name: 'Acme' };

const time = ({ now }: SampleContext) => new Date(now).toISOString();
