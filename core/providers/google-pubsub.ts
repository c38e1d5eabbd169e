import { at } from '../field.ts';
import { loadJwks } from '../signatures/jwks.ts';
import { jwtScheme } from '../signatures/jwt-scheme.ts';
import type { Provider } from './provider.ts';

const ISSUER = 'https://accounts.google.com';
const KEYS = 'https://www.googleapis.com/oauth2/v3/certs';

export const googlePubsub: Provider<'audience' | 'serviceAccount'> = {
  id: 'google-pubsub',
  name: 'Google Cloud Pub/Sub',
  scheme: jwtScheme({
    summary: 'of a service account, which says nothing of the body',
    header: 'Authorization',
    prefix: 'Bearer ',
    algorithm: 'RS256',
    required: ['exp'],
    secretless: true,
    published: ({ header: { kid } }, _, context) =>
      typeof kid === 'string' ? loadJwks(KEYS, context, 'RS256', kid) : Promise.resolve([]),
    // Google signs such tokens for anybody: what counts is whom this one is of, and for.
    binds: ({ iss, aud, email, email_verified: isVerified }, _, { audience, serviceAccount }) =>
      (iss === ISSUER || iss === 'accounts.google.com') &&
      audience !== undefined &&
      aud === audience &&
      serviceAccount !== undefined &&
      email === serviceAccount &&
      isVerified === true,
    claims: (_, { seconds, settings }) => ({
      iss: ISSUER,
      aud: settings?.audience,
      email: settings?.serviceAccount,
      email_verified: true,
      iat: seconds,
      exp: seconds + 3600,
    }),
  }),
  settings: {
    audience: {
      says: "the push subscription's audience",
      form: /^[\x21-\x7e]{1,500}$/,
      example: 'https://hooks.acme.com',
    },
    serviceAccount: {
      says: "the push subscription's service account",
      form: /^[^\s@]{1,100}@[^\s@]{1,150}$/,
      example: 'push@acme.iam.gserviceaccount.com',
    },
  },
  content: 'json',
  event: {
    id: 'body.message.messageId',
    type: ['body.message.attributes.eventType', ({ json }) => (at(json, 'message.messageId') ? 'message' : undefined)],
    time: 'body.message.publishTime',
    subject: 'body.subscription',
  },
  docs: 'https://docs.cloud.google.com/pubsub/docs/authenticate-push-subscriptions',
};
