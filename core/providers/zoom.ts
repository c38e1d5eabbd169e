import { createHmac } from 'node:crypto';
import { at } from '../field.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const zoom: Provider = {
  id: 'zoom',
  name: 'Zoom',
  scheme: hmacScheme({
    header: 'x-zm-signature',
    prefix: 'v0=',
    timestamp: { header: 'x-zm-request-timestamp' },
    signed: 'v0:{timestamp}:{body}',
  }),
  content: 'json',
  event: { type: 'body.event', time: 'body.event_ts', subject: 'body.payload.account_id' },
  // Zoom asks when the URL is saved, and every 72 hours again. The answer is signed with the key that signs events, which
  // begin with a version and a colon: a token with a colon is none of Zoom's, and gets no answer.
  handshake: ({ json }, { keys: [key] }) => {
    const plainToken = at(json, 'payload.plainToken');
    if (at(json, 'event') !== 'endpoint.url_validation' || typeof plainToken !== 'string' || !key) return undefined;
    if (plainToken.includes(':')) return { status: 400 };
    const encryptedToken = createHmac('sha256', key).update(plainToken).digest('hex');
    const body = JSON.stringify({ plainToken, encryptedToken });
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  },
  deadline: 3,
  docs: 'https://developers.zoom.us/docs/api/webhooks/#verify-with-zooms-header',
};
