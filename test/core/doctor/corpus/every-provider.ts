import type { Delivery } from '../../../../core/delivery.ts';
import { diagnose } from '../../../../core/doctor/diagnose.ts';
import type { SecretVersion } from '../../../../core/doctor/patient.ts';
import type { Sender } from '../../providers/sender.ts';
import { NOW, signedDelivery, valueAt, withoutHeader } from '../../providers/senders.ts';
import { sourceOf } from '../../source-of.ts';

/** One mistake that any provider could meet. */
export interface CommonMistake {
  readonly name: string;
  readonly is: string;
  readonly stored?: (sender: Sender) => readonly SecretVersion[] | undefined;
  readonly transit?: (delivery: Delivery, sender: Sender) => Delivery | undefined;
  readonly takes?: number;
}

const SOURCE = 'shop';
const current = (value: string, source = SOURCE): SecretVersion => ({ source, stage: 'current', value });
const body = (change: (body: Buffer) => Buffer) => (delivery: Delivery) => ({
  ...delivery,
  body: change(delivery.body),
});
const withByte = (bytes: Buffer, at: number) =>
  Buffer.from(bytes.map((byte, index) => (index === at ? (byte === 0x58 ? 0x59 : 0x58) : byte)));
const timed = ({ signsTime }: Sender) => signsTime === true;

export const COMMON_MISTAKES: readonly CommonMistake[] = [
  {
    name: 'rotated here only',
    is: 'previous-version',
    stored: ({ secret, otherSecret }) => [current(otherSecret), { ...current(secret), stage: 'previous' }],
  },
  {
    name: "another source's secret",
    is: 'other-source-secret',
    stored: ({ secret, otherSecret }) => [current(otherSecret), current(secret, 'shop-eu')],
  },
  { name: 'stored in quotes', is: 'secret-wrapped', stored: ({ secret }) => [current(`'${secret}'`)] },
  { name: 'still in base64', is: 'body-base64', transit: body((bytes) => Buffer.from(bytes.toString('base64'))) },
  {
    name: 'newlines at its end',
    is: 'body-end-white-space',
    transit: body((bytes) => Buffer.concat([bytes, Buffer.from('\r\n')])),
  },
  {
    name: 'a byte order mark',
    is: 'body-bom',
    transit: body((bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])),
  },
  {
    name: 'a byte replaced',
    is: 'body-corrupted',
    // Other schemes take too long to be searched in a test.
    transit: (delivery, { provider }) =>
      provider.scheme.hmac ? { ...delivery, body: withByte(delivery.body, 11) } : undefined,
  },
  { name: 'twice in one body', is: 'body-doubled', transit: body((bytes) => Buffer.concat([bytes, bytes])) },
  { name: 'two bytes cut off', is: 'body-truncated', transit: body((bytes) => bytes.subarray(0, -2)) },
  {
    name: 'the signature dropped',
    is: 'header-missing',
    transit: (delivery, { header }) => (/^[?$]/.test(header) ? undefined : withoutHeader(delivery, header)),
  },
  {
    name: 'the signature in single quotes',
    is: 'header-rewritten',
    transit: (delivery, { header, protects }) =>
      /^[?$]/.test(header) || protects === 'nothing'
        ? undefined
        : { ...delivery, headers: { ...delivery.headers, [header]: `'${valueAt(delivery, header)}'` } },
  },
  {
    name: 'the clock 17 minutes ahead',
    is: 'clock-ahead',
    takes: -17 * 60_000,
    transit: (delivery, sender) => (timed(sender) ? delivery : undefined),
  },
  {
    name: 'replayed after 30 hours',
    is: 'stale',
    takes: 30 * 3_600_000,
    transit: (delivery, sender) => (timed(sender) ? delivery : undefined),
  },
  {
    name: 'http in place of https',
    is: 'wrong-url',
    transit: (delivery) => ({ ...delivery, url: delivery.url.replace(/^https:/, 'http:') }),
  },
];

/** What the doctor says of a mistake with a sender: the certain ones; `undefined` when this sender does not notice it. */
export async function certainOf(mistake: CommonMistake, sender: Sender): Promise<readonly string[] | undefined> {
  const { provider, settings, secret } = sender;
  const versions = mistake.stored ? mistake.stored(sender) : [current(secret)];
  const delivery = mistake.transit ? mistake.transit(signedDelivery(sender), sender) : signedDelivery(sender);
  if (!versions || !delivery) return undefined;
  const receivedAt = NOW + (mistake.takes ?? 0);
  const source = sourceOf(provider, { name: SOURCE, settings });
  const keys = versions.slice(0, 1).flatMap(({ value }) => provider.scheme.key(value) ?? []);
  const verdict = await provider.scheme.verify(delivery, keys, { now: receivedAt, settings });
  if (verdict.ok) return undefined;
  const { findings } = await diagnose(
    { delivery, receivedAt },
    { source, sources: [source], secrets: versions, secretPrefix: 'Webhooks/', now: NOW, work: 1e8 },
  );
  return findings.filter(({ certain }) => certain).map(({ id }) => id);
}
