import { createHash } from 'node:crypto';
import type { Content } from '../content.ts';
import { BRAINTREE_CHALLENGE, braintreeDigest, braintreeScheme } from '../signatures/braintree.ts';
import type { Provider } from './provider.ts';

export const braintree: Provider<'publicKey'> = {
  id: 'braintree',
  name: 'Braintree',
  scheme: braintreeScheme,
  settings: {
    publicKey: {
      says: 'the public key that belongs to the private one, from Settings, API',
      form: /^[a-z0-9]{8,64}$/,
      example: 'integration2publickey',
    },
  },
  content: 'form',
  event: {
    // The rest of the form is not signed: with another field in it, the digest of the body would be another event's.
    id: ({ form }) => {
      const payload = form?.get('bt_payload')?.trim();
      return payload && `sha256:${createHash('sha256').update(payload).digest('hex')}`;
    },
    type: (content) => /<kind>(\w{1,100})<\/kind>/.exec(notification(content))?.[1],
    time: (content) => /<timestamp[^<>]{0,50}>([^<]{1,40})<\/timestamp>/.exec(notification(content))?.[1],
  },
  // Whoever asks gets a challenge signed with the key that signs payloads; the scheme takes no such text for a payload.
  probe: (method, { query }, { publicKey }) => {
    const challenge = query.get('bt_challenge');
    if (method !== 'GET' || challenge === null || !BRAINTREE_CHALLENGE.test(challenge)) return undefined;
    return ([key]) => {
      if (!key || !publicKey) return { status: 503 };
      const body = `${publicKey}|${braintreeDigest(key, challenge).toString('hex')}`;
      return { status: 200, headers: { 'content-type': 'text/plain' }, body };
    };
  },
  deadline: 30,
  docs: 'https://developer.paypal.com/braintree/docs/guides/webhooks/parse',
};

/** What it is about stands behind these. */
const LONGEST_HEAD = 2000;

const notification = ({ form }: Content) =>
  Buffer.from((form?.get('bt_payload') ?? '').slice(0, LONGEST_HEAD), 'base64').toString('utf8');
