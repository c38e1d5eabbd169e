import { readContent } from '../../../core/content.ts';
import { placesOf, readField } from '../../../core/field.ts';
import { providers } from '../../../core/providers/index.ts';
import type { Sender } from './sender.ts';
import { senders, signedDelivery, verdictOn } from './senders.ts';
import { timed } from './timed.ts';

const MEGABYTE = 1_000_000;

/** Bodies with which sorting, decoding or parsing might take more than linear time. */
const HOSTILE_BODIES: readonly (readonly [string, Buffer])[] = [
  ['many parameters', Buffer.from(Array.from({ length: 150_000 }, (_, index) => `p${index}=`).join('&'))],
  ['one parameter many times', Buffer.from(Array.from({ length: 150_000 }, (_, index) => `p=${index}`).join('&'))],
  ['separators only', Buffer.from('&='.repeat(MEGABYTE / 2))],
  ['percent signs', Buffer.from('%'.repeat(MEGABYTE))],
  ['open brackets', Buffer.from('['.repeat(MEGABYTE))],
  ['nested brackets', Buffer.from('['.repeat(MEGABYTE / 2) + ']'.repeat(MEGABYTE / 2))],
  ['invalid UTF-8', Buffer.alloc(MEGABYTE, 0xff)],
];

/** In linear time none of this takes a tenth of it, in quadratic time all of it takes many times as much. */
const LONGEST_MS = 3000;

/** The fields that a provider reads by code of its own; paths are read alike for all, and tried with one of them. */
const ownReaders = ({ provider: { event } }: Sender) =>
  Object.values(event).filter((field) => placesOf(field).some((place) => typeof place === 'function'));

describe.each(senders)('$name', (sender) => {
  const signed = signedDelivery(sender);

  test.each(HOSTILE_BODIES)('takes no longer than its length over a body of %s', async (_, body) => {
    const delivery = { ...signed, body };
    const { result, milliseconds } = await timed(() => verdictOn(sender, delivery, [sender.secret]));
    expect(result.ok).toBe(sender.protects === 'nothing');
    expect(milliseconds).toBeLessThan(LONGEST_MS);

    if (!ownReaders(sender).length && sender.provider !== providers.stripe) return;
    const content = readContent(delivery);
    const described = await timed(async () =>
      Object.values(sender.provider.event).map((field) => readField(content, field)),
    );
    expect(described.milliseconds).toBeLessThan(LONGEST_MS);
  });
});
