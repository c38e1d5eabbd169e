import { joined } from '../field.ts';
import { sameText } from '../same-text.ts';
import { credentialScheme } from '../signatures/credential.ts';
import { inQuery } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const strava: Provider<'verifyToken'> = {
  id: 'strava',
  name: 'Strava',
  // Strava signs nothing and sets no header: its events are as trustworthy as the URL that it was given is secret.
  scheme: credentialScheme(inQuery('secret')),
  settings: {
    verifyToken: {
      says: 'the verify token that you make up and hand over when you make the subscription',
      form: /^[\x21-\x7e]{8,128}$/,
      example: 'a-word-of-your-own',
    },
  },
  content: 'json',
  event: {
    type: joined('object_type', 'aspect_type'),
    time: 'body.event_time',
    subject: 'body.owner_id',
  },
  // The URL gets a GET when the subscription is made; only who knows the verify token sees the challenge again.
  probe: (method, { query }, { verifyToken }) => {
    if (method !== 'GET' || query.get('hub.mode') !== 'subscribe') return undefined;
    if (!verifyToken || !sameText(query.get('hub.verify_token') ?? '', verifyToken)) return { status: 403 };
    const body = JSON.stringify({ 'hub.challenge': query.get('hub.challenge') ?? '' });
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  },
  deadline: 2,
  docs: 'https://developers.strava.com/docs/webhooks/',
};
