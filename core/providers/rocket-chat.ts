import { credentialScheme } from '../signatures/credential.ts';
import { inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const rocketChat: Provider = {
  id: 'rocket-chat',
  name: 'Rocket.Chat Omnichannel',
  scheme: credentialScheme(inHeader('X-RocketChat-Livechat-Token')),
  content: 'json',
  // The `_id` is that of the room, which several events are about.
  event: { type: 'body.type', subject: 'body._id' },
  docs: 'https://docs.rocket.chat/use-rocket.chat/omnichannel/webhooks',
};
