import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, type SampleContext, uuidOf } from './sample.ts';

/** The event of each type: https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/ */
const EVENTS: Readonly<Record<string, (context: SampleContext) => object>> = {
  'stream.online': (context) => ({ event: { ...BROADCASTER, id: '9001', type: 'live', started_at: time(context) } }),
  'channel.follow': (context) => ({
    event: { ...BROADCASTER, user_id: '1234', user_login: 'zoe', user_name: 'Zoë', followed_at: time(context) },
  }),
  'channel.subscribe': () => ({
    event: { ...BROADCASTER, user_id: '1234', user_login: 'zoe', user_name: 'Zoë', tier: '1000', is_gift: false },
  }),
  revocation: () => ({}),
};

export const twitch: CatalogueEntry = {
  types: Object.keys(EVENTS),
  deliver: (base, type, context) => {
    const revoked = base === 'revocation';
    const about = revoked ? 'channel.follow' : type;
    const subscription = {
      id: 'f1c2a387-161a-49f9-a165-0f21d7a4e1c4',
      type: about,
      version: VERSIONS[about] ?? '1',
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
        'twitch-eventsub-subscription-version': subscription.version,
      },
    );
  },
  register:
    'Over the API: POST https://api.twitch.tv/helix/eventsub/subscriptions with an app access token: type, version, condition and transport {"method": "webhook", "callback": "https://…/webhooks/NAME", "secret": …}.',
  secret: 'The secret that you made up for that call, 16 to 100 ASCII characters. It is not the client secret.',
  retries: 'It sends again when it is not sure that a notification came; how often it does not say.',
  traps: [
    'Put the secret in first: Twitch tries the callback with a signed challenge.',
    'Too many slow or failed answers revoke the subscription, as does a user who withdraws. It comes as an event of type revocation: subscribe again.',
    'Use the same secret in all subscriptions of a source.',
  ],
};

const VERSIONS: Readonly<Record<string, string>> = { 'channel.follow': '2' };

const BROADCASTER = { broadcaster_user_id: '1337', broadcaster_user_login: 'acme', broadcaster_user_name: 'Acme' };

const time = ({ now }: SampleContext) => new Date(now).toISOString();
