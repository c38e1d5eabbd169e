import { createHmac } from 'node:crypto';
import { type Content, parseJson } from '../content.ts';
import { at } from '../field.ts';
import { challengeApart } from '../signatures/challenge-apart.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

/** What a token looks like. It has no brackets, quotes, spaces or ampersands, so it cannot be an event, or a form of one. */
const TOKEN = /^[\w.+/-]{1,256}={0,2}$/;

export const x: Provider = {
  id: 'x',
  name: 'X (Twitter)',
  scheme: challengeApart(
    hmacScheme({ header: 'x-twitter-webhooks-signature', prefix: 'sha256=', encoding: 'base64' }),
    TOKEN,
  ),
  content: 'json',
  event: {
    type: kindOf,
    time: (content) => {
      const first = at(content.json, `${kindOf(content)}.0`);
      const time = at(first, 'timestamp_ms') ?? at(first, 'created_timestamp');
      return typeof time === 'string' || typeof time === 'number' ? time : undefined;
    },
    subject: 'body.for_user_id',
  },
  // The check of the URL wants a token signed with the very key that signs bodies, for whoever asks. Only what cannot be
  // a body is signed: the scheme refuses bodies that look like a token, and a token that is JSON gets no answer.
  probe: (method, { query }) => {
    const token = query.get('crc_token');
    if (method !== 'GET' || token === null || !TOKEN.test(token) || parseJson(token) !== undefined) return undefined;
    return ([key]) => {
      if (!key) return { status: 503 };
      const body = JSON.stringify({
        response_token: `sha256=${createHmac('sha256', key).update(token).digest('base64')}`,
      });
      return { status: 200, headers: { 'content-type': 'application/json' }, body };
    };
  },
  docs: 'https://docs.x.com/x-api/webhooks/quickstart',
};

/** The list of an Account Activity event, such as `tweet_create_events`, or the type that the X Activity API gives. */
function kindOf({ json }: Content): string | undefined {
  const type = at(json, 'data.event_type');
  if (typeof type === 'string') return type;
  return typeof json === 'object' && json !== null
    ? Object.keys(json).find((name) => /_events?$/.test(name))
    : undefined;
}
