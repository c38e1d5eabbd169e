import { verify } from 'node:crypto';
import { decodeUtf8, parseJson } from '../content.ts';
import type { Delivery } from '../delivery.ts';
import { refused } from '../verdict.ts';
import { certificatesIn, commonNameOf, isValidAt } from './certificate.ts';
import { decodeCanonical } from './decode-digest.ts';
import { fitting, generatePair, isSignedBy, publicKey, signWith } from './public-key.ts';
import type { Key, Scheme, VerifyContext } from './scheme.ts';

/** The fields of each type of message, in the order in which they are signed. */
const SIGNED_FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Notification', ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']],
  ['SubscriptionConfirmation', ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']],
  ['UnsubscribeConfirmation', ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']],
]);

type Message = Readonly<Record<string, string>>;

/**
 * Amazon SNS (https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html): RSA with SHA-1 (version 1)
 * or SHA-256 (version 2) of the message's fields, in the message itself, by the key of a certificate that SNS serves in the
 * topic's region. Anybody can have SNS sign messages of a topic of their own: only those of the source's topic count.
 */
export const awsSnsScheme: Scheme = {
  summary: "RSA (SignatureVersion 1 or 2) of the message's fields, base64, in the message's Signature",
  secretless: true,
  loads: true,

  key: (secret) => publicKey(secret, 'RS256'),

  async verify({ body }, keys, context) {
    const message = readMessage(body);
    const topic = context.settings?.topicArn;
    if (!message || !topic) return refused('malformed-signature');
    if (!message.Signature) return refused('missing-signature');
    const content = contentOf(message);
    const signature = decodeCanonical(message.Signature, 'base64');
    const version = message.SignatureVersion;
    if (!content || !signature || (version !== '1' && version !== '2')) return refused('malformed-signature');
    if (message.TopicArn !== topic) return refused('wrong-signature');

    const candidates = keys.length > 0 ? keys : await keysAt(message.SigningCertURL ?? '', topic, context);
    const key = candidates.findIndex((candidate) => isSigned(version, candidate, content, signature));
    return key === -1 ? refused('wrong-signature') : { ok: true, key };
  },

  sign(delivery, secret) {
    const message = readMessage(delivery.body);
    const content = message && contentOf({ ...message, SignatureVersion: '2' });
    const signature = signWith(secret, 'RS256', content ?? Buffer.alloc(0)).toString('base64');
    if (!content) throw new Error('the body is no message of SNS, which alone can be signed');
    return { ...delivery, body: withSignature(delivery, { SignatureVersion: '2', Signature: signature }) };
  },

  generate: () => generatePair('RS256'),
};

function withSignature({ body }: Delivery, signature: object): Buffer {
  const message: unknown = parseJson(body.toString());
  return Buffer.from(JSON.stringify({ ...(typeof message === 'object' ? message : {}), ...signature }));
}

/** The message's fields that are text; `undefined` unless it is one. */
function readMessage(body: Buffer): Message | undefined {
  const parsed = parseJson(decodeUtf8(body) ?? '');
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => typeof value === 'string'));
}

/**
 * What is signed: each field's name and value on lines of their own. Only the first value may hold further lines, or the
 * border between two fields could be moved without a trace.
 */
function contentOf(message: Message): Buffer | undefined {
  const fields = SIGNED_FIELDS.get(message.Type ?? '') ?? [];
  const present = fields.filter((name) => name !== 'Subject' || Object.hasOwn(message, name));
  const isWhole = present.every(
    (name) => message[name] !== undefined && (name === 'Message' || !/\n/.test(message[name])),
  );
  if (present.length === 0 || !isWhole || !UUID.test(message.MessageId ?? '')) return undefined;
  return Buffer.from(present.map((name) => `${name}\n${message[name]}\n`).join(''));
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function isSigned(version: '1' | '2', key: Key, content: Buffer, signature: Buffer): boolean {
  if (version === '2') return isSignedBy(key, 'RS256', content, signature);
  return fitting(key, 'RS256') !== undefined && verify('sha1', content, key, signature);
}

/** Where SNS answers in the region of a topic, such as `sns.eu-west-1.amazonaws.com`. */
export function snsHost(topicArn: string): string {
  const [, partition = '', , region = ''] = topicArn.split(':');
  return `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}

const CERTIFICATE_PATH = /^\/SimpleNotificationService-[0-9a-f]{1,64}\.pem$/;

/** The key of the certificate at an address of SNS in the topic's region, and none when anything about it is odd. */
async function keysAt(url: string, topic: string, { load, now }: VerifyContext): Promise<readonly Key[]> {
  const origin = `https://${snsHost(topic)}`;
  // SNS answers calls on the same host, so that not everything there is said by SNS.
  if (!load || !url.startsWith(`${origin}/`) || !CERTIFICATE_PATH.test(url.slice(origin.length))) return [];
  const { status, text } = await load({ url });
  const [leaf] = status === 200 ? certificatesIn(text) : [];
  if (!leaf || !isValidAt(leaf, now)) return [];
  const name = commonNameOf(leaf);
  const key = name === snsHost(topic) || name === 'sns.amazonaws.com' ? fitting(leaf.publicKey, 'RS256') : undefined;
  return key ? [key] : [];
}
