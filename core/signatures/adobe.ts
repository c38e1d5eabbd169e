import { decodeUtf8, parseJson } from '../content.ts';
import { at } from '../field.ts';
import { refused } from '../verdict.ts';
import { decodeCanonical } from './decode-digest.ts';
import { generatePair, isSignedBy, publicKey, signWith } from './public-key.ts';
import type { Key, Scheme, VerifyContext } from './scheme.ts';

const LONGEST_SIGNATURE = 1024;
const ORIGIN = 'https://static.adobeioevents.com';
const PATH = /^\/[a-z]{1,20}\/keys\/pub-key-[A-Za-z0-9-]{1,80}\.pem$/;

/**
 * Adobe I/O Events (https://developer.adobe.com/events/docs/guides/): the body signed twice by RSA-SHA256, of which one is
 * enough, since the two keys are changed in turn. They are PEM files on one host of Adobe's; a pinned one takes their place.
 */
export const adobeScheme: Scheme = {
  summary: 'RSA-SHA256 of "{body}", base64, in X-Adobe-Digital-Signature-1 or -2',
  secretless: true,
  loads: true,

  key: (secret) => publicKey(secret, 'RS256'),

  async verify({ headers, body }, keys, context) {
    const signatureOf = (number: string) => headers[`x-adobe-digital-signature-${number}`] ?? '';
    if (!signatureOf('1') && !signatureOf('2')) return refused('missing-signature');
    const pairs = ['1', '2'].flatMap((number) => {
      const value = signatureOf(number);
      const signature = value.length <= LONGEST_SIGNATURE ? decodeCanonical(value, 'base64') : undefined;
      return signature?.length ? [{ signature, path: headers[`x-adobe-public-key${number}-path`] ?? '' }] : [];
    });
    if (pairs.length === 0) return refused('malformed-signature');
    for (const { signature, path } of pairs) {
      const candidates = keys.length > 0 ? keys : await keyAt(path, context);
      const key = candidates.findIndex((candidate) => isSignedBy(candidate, 'RS256', body, signature));
      if (key !== -1 && isFor(body, context)) return { ok: true, key };
    }
    return refused('wrong-signature');
  },

  sign(delivery, secret) {
    const signature = signWith(secret, 'RS256', delivery.body).toString('base64');
    const path = '/prod/keys/pub-key-local.pem';
    const headers = { 'x-adobe-digital-signature-1': signature, 'x-adobe-public-key1-path': path };
    return { ...delivery, headers: { ...delivery.headers, ...headers } };
  },

  generate: () => generatePair('RS256'),
};

/** Adobe signs for all its customers by the same keys, and says in the body whom for. */
function isFor(body: Buffer, { settings }: VerifyContext): boolean {
  const event = parseJson(decodeUtf8(body) ?? '');
  const recipient = at(event, 'recipient_client_id') ?? at(event, 'recipientclientid');
  return recipient !== undefined && recipient === settings?.clientId;
}

async function keyAt(path: string, { load }: VerifyContext): Promise<readonly Key[]> {
  const document = PATH.test(path) ? await load?.({ url: ORIGIN + path }) : undefined;
  const key = document?.status === 200 ? publicKey(document.text.trim(), 'RS256') : undefined;
  return key ? [key] : [];
}
