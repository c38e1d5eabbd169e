import type { Source } from '../../core/configuration.ts';
import type { Delivery } from '../../core/delivery.ts';

/** What can be wrong with a delivery that a forger, or a broken proxy, sends. */
export const TAMPERINGS = ['body', 'signature', 'timestamp', 'secret'] as const;

export type Tampering = (typeof TAMPERINGS)[number];

/** Signs a delivery as its sender would, at a moment (milliseconds since 1970). */
type Sign = (secret: string, now: number) => Delivery;

/** Tolerances end at a day. */
const STALE_MS = 2 * 86_400_000;

/** The delivery with one thing wrong about it, and everything else as its sender would have it. */
export function tamper(
  { provider: { scheme }, settings }: Source,
  unsigned: Delivery,
  secret: string,
  now: number,
  tampering: Tampering,
): Delivery {
  // Some senders sign an id of the delivery: two signatures are only comparable under the same one.
  const sign: Sign = (key, at) => scheme.sign(unsigned, key, { now: at, id: 'msg_tampered', settings });
  const other = () => scheme.generate?.().signWith ?? otherSecret(secret);
  switch (tampering) {
    case 'body':
      return withOtherByte(sign(secret, now));
    case 'signature':
      return withOtherSignature(sign(secret, now), sign(other(), now));
    case 'timestamp':
      return sign(secret, now - STALE_MS);
    case 'secret':
      return sign(other(), now);
  }
}

function withOtherByte(delivery: Delivery): Delivery {
  const body = delivery.body.length === 0 ? Buffer.from(' ') : Buffer.from(delivery.body);
  const middle = body.length >> 1;
  // The lowest bit makes a letter another letter and a digit another digit.
  body[middle] = (body[middle] ?? 0) ^ 1;
  return { ...delivery, body };
}

/** What two secrets make differ, in a header, the URL or the body, is the signature: one character is taken from the other one. */
function withOtherSignature(delivery: Delivery, other: Delivery): Delivery {
  const headers = Object.entries(delivery.headers).map(([name, value]) => [name, mixed(value, other.headers[name])]);
  const body = Buffer.from(mixed(delivery.body.toString('latin1'), other.body.toString('latin1')), 'latin1');
  return { ...delivery, url: mixed(delivery.url, other.url), headers: Object.fromEntries(headers), body };
}

function mixed(text: string, other = text): string {
  const first = [...text].findIndex((character, index) => character !== other[index]);
  return first === -1 ? text : text.slice(0, first) + other[first] + text.slice(first + 1);
}

const ALPHABETS = ['0123456789', 'abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEF', 'GHIJKLMNOPQRSTUVWXYZ'];

/** A secret of the same form, whatever its encoding: hex stays hex, base64 stays base64, a prefix stays. */
function otherSecret(secret: string): string {
  // A prefix stands in front, and the last characters of base64 may hold bits that mean nothing.
  const [from, to] = [Math.floor(secret.length * 0.4), Math.ceil(secret.length * 0.8)];
  const other = [...secret].map((letter, index) => (index < from || index > to ? letter : nextLetter(letter))).join('');
  return other === secret ? `${secret}0` : other;
}

function nextLetter(letter: string): string {
  const alphabet = ALPHABETS.find((letters) => letters.includes(letter));
  return alphabet?.[(alphabet.indexOf(letter) + 1) % alphabet.length] ?? letter;
}
