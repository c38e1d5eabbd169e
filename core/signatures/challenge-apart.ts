import { refused } from '../verdict.ts';
import type { Scheme } from './scheme.ts';

/** No provider's challenge is longer. */
const LONGEST_CHALLENGE = 300;

/**
 * Senders whose unsigned probe gets a text of its choice signed with the very key that signs bodies. Whoever asks gets
 * that signature, so a body that could have been such a text is refused, whatever its signature.
 * @param challenge - the whole of a text that the probe gets signed; ASCII only
 */
export function challengeApart(scheme: Scheme, challenge: RegExp): Scheme {
  return {
    ...scheme,
    verify: (delivery, keys, context) =>
      delivery.body.length <= LONGEST_CHALLENGE && challenge.test(delivery.body.toString('latin1'))
        ? refused('wrong-signature')
        : scheme.verify(delivery, keys, context),
  };
}
