import { at } from '../field.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const twitch: Provider = {
  id: 'twitch',
  name: 'Twitch',
  scheme: hmacScheme({
    header: 'Twitch-Eventsub-Message-Signature',
    prefix: 'sha256=',
    timestamp: { header: 'Twitch-Eventsub-Message-Timestamp', unit: 'rfc3339' },
    signed: '{header.Twitch-Eventsub-Message-Id}{timestamp}{body}',
    tolerance: 600,
  }),
  content: 'json',
  event: {
    id: 'header.Twitch-Eventsub-Message-Id',
    type: ({ headers }) =>
      headers['twitch-eventsub-message-type'] === 'revocation'
        ? 'revocation'
        : headers['twitch-eventsub-subscription-type'],
    time: 'header.Twitch-Eventsub-Message-Timestamp',
  },
  handshake: ({ headers, json }) => {
    const challenge = at(json, 'challenge');
    if (headers['twitch-eventsub-message-type'] !== 'webhook_callback_verification') return undefined;
    if (typeof challenge !== 'string') return undefined;
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: challenge };
  },
  docs: 'https://dev.twitch.tv/docs/eventsub/handling-webhook-events/',
};
