import { isFormType } from '../content.ts';
import type { Delivery } from '../delivery.ts';
import { refused } from '../verdict.ts';
import { decodeDigest } from './decode-digest.ts';
import { matchingKey } from './hmac.ts';
import { hmacDigest } from './hmac-digest.ts';
import type { Key, Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';

const HEADER = 'x-mandrill-signature';
const PARAMETER = 'mandrill_events';

/**
 * Mandrill (https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/#authenticating-webhook-requests):
 * HMAC-SHA1 of the URL, then of each parameter's name and value. Nothing separates them, so that parameters cut elsewhere
 * sign alike: there may be one only, and what begins with the name of Mandrill's own has to be that one.
 */
export const mandrillScheme: Scheme = {
  summary: 'HMAC-SHA1 of the URL and the form parameter, base64, in X-Mandrill-Signature',

  key: (secret) => secretKey(secret),

  verify(delivery, keys) {
    const value = delivery.headers[HEADER];
    if (!value) return refused('missing-signature');
    const signature = decodeDigest(value, 'base64', 20);
    if (!signature) return refused('malformed-signature');
    const form = parametersOf(delivery);
    if (!form) return refused('body-not-signed');
    const text = signedText(form);
    if (form.length > 1 || (text.startsWith(PARAMETER) && form[0]?.[0] !== PARAMETER))
      return refused('wrong-signature');
    const key = matchingKey([signature], keys, (candidate) => digest(candidate, delivery.url + text));
    return key === -1 ? refused('wrong-signature') : { ok: true, key };
  },

  sign(delivery, secret) {
    const key = secretKey(secret);
    if (!key) throw new Error('a webhook key of at least 16 bytes is needed');
    const signature = digest(key, delivery.url + signedText(parametersOf(delivery) ?? []));
    return { ...delivery, headers: { ...delivery.headers, [HEADER]: signature.toString('base64') } };
  },
};

/** The form's parameters, sorted by name; `undefined` for a body that is no form, of which nothing would be signed. */
function parametersOf({ headers, body }: Delivery): readonly (readonly [name: string, value: string])[] | undefined {
  if (!isFormType(headers['content-type'] ?? '')) return body.length === 0 ? [] : undefined;
  const parameters = [...new URLSearchParams(body.toString('utf8'))];
  return parameters.sort(([left], [right]) => (left < right ? -1 : 1));
}

const signedText = (form: readonly (readonly [string, string])[]) => form.map(([name, value]) => name + value).join('');
const digest = (key: Key, text: string) => hmacDigest('sha1', key, [text]);
