import { credentialScheme } from '../signatures/credential.ts';
import { inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const googleDrive: Provider = {
  id: 'google-drive',
  name: 'Google Drive push notifications',
  scheme: credentialScheme(inHeader('X-Goog-Channel-Token')),
  event: {
    // Messages are numbered by channel.
    id: ({ headers }) => {
      const [channel, number] = [headers['x-goog-channel-id'], headers['x-goog-message-number']];
      return channel && number ? `${channel}.${number}` : undefined;
    },
    type: 'header.X-Goog-Resource-State',
    subject: 'header.X-Goog-Resource-Id',
  },
  // The body is empty more often than not: without a number each request is an event.
  repeats: true,
  docs: 'https://developers.google.com/workspace/drive/api/guides/push',
};
