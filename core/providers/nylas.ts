import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const nylas: Provider = {
  id: 'nylas',
  name: 'Nylas',
  scheme: hmacScheme({ header: 'X-Nylas-Signature' }),
  content: 'json',
  event: {
    id: 'body.id',
    type: 'body.type',
    time: 'body.time',
    subject: ['body.data.object.grant_id', 'body.data.grant_id'],
  },
  probe: (method, { query }) => {
    const challenge = query.get('challenge');
    if (method !== 'GET' || challenge === null) return undefined;
    const headers = { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' };
    return { status: 200, headers, body: challenge };
  },
  docs: 'https://developer.nylas.com/docs/v3/notifications/',
};
