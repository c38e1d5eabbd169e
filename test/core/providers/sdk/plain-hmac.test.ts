import { isValidWebhookSignature } from '@fingerprint/node-sdk';
import { signatureHelper } from '@kontent-ai/webhook-helper';
import { WebhookEventVerifier } from '@onfido/api';
import { signShortcutWebhookBody, verifyShortcutWebhookSignature } from '@shortcut/client/webhooks';
import { verifySignature } from 'gocardless-nodejs/webhooks';
import { verifyWebhookSignature as mailtrapAccepts } from 'mailtrap';
import Pusher from 'pusher';
import Razorpay from 'razorpay';
import { fingerprint } from '../../../../core/providers/fingerprint.ts';
import { gocardless } from '../../../../core/providers/gocardless.ts';
import { kontentAi } from '../../../../core/providers/kontent-ai.ts';
import { mailtrap } from '../../../../core/providers/mailtrap.ts';
import { onfido } from '../../../../core/providers/onfido.ts';
import type { Provider } from '../../../../core/providers/provider.ts';
import { pusher } from '../../../../core/providers/pusher.ts';
import { razorpay } from '../../../../core/providers/razorpay.ts';
import { shortcut } from '../../../../core/providers/shortcut.ts';
import { ACCEPTED, BODIES, delivery, verdictOf, WRONG } from './deliveries.ts';

const SECRET = 'the webhook secret, zoë';

interface Library {
  readonly provider: Provider;
  readonly header: string;
  readonly accepts: (body: string, signature: string) => boolean | Promise<boolean>;
  readonly signs?: (body: string) => string | Promise<string>;
}

const unlessThrown = (check: () => unknown): boolean => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};

const LIBRARIES: readonly Library[] = [
  {
    provider: razorpay,
    header: 'x-razorpay-signature',
    accepts: (body, signature) => Razorpay.validateWebhookSignature(body, signature, SECRET),
  },
  {
    provider: gocardless,
    header: 'webhook-signature',
    accepts: (body, signature) => unlessThrown(() => verifySignature(body, SECRET, signature)),
  },
  {
    provider: onfido,
    header: 'x-sha2-signature',
    accepts: (body, signature) => unlessThrown(() => new WebhookEventVerifier(SECRET).readPayload(body, signature)),
  },
  {
    provider: mailtrap,
    header: 'mailtrap-signature',
    accepts: (body, signature) => mailtrapAccepts(body, signature, SECRET),
  },
  {
    provider: fingerprint,
    header: 'fpjs-event-signature',
    accepts: (body, header) => isValidWebhookSignature({ header, data: Buffer.from(body), secret: SECRET }),
  },
  {
    provider: kontentAi,
    header: 'x-kontent-ai-signature',
    accepts: (body, signature) => signatureHelper.isValidSignatureFromString(body, SECRET, signature),
    signs: (body) => signatureHelper.getHashFromString(body, SECRET),
  },
  {
    provider: shortcut,
    header: 'payload-signature',
    accepts: (body, signature) => verifyShortcutWebhookSignature(SECRET, body, signature),
    signs: (body) => signShortcutWebhookBody(SECRET, body),
  },
  {
    provider: pusher,
    header: 'x-pusher-signature',
    accepts: (body, signature) =>
      new Pusher({ appId: '1', key: 'app-key', secret: SECRET, cluster: 'eu' })
        .webhook({
          headers: { 'x-pusher-key': 'app-key', 'x-pusher-signature': signature, 'content-type': 'application/json' },
          rawBody: body,
        })
        .isValid(),
  },
];

describe.each(LIBRARIES)('the library of $provider.name', ({ provider, header, accepts, signs }) => {
  test.each(BODIES.slice(0, 3))('accepts what we sign, and refuses another body: %j', async (body) => {
    const signature = provider.scheme.sign(delivery(body), SECRET, { now: 0 }).headers[header] ?? '';
    expect(await accepts(body, signature)).toBe(true);
    expect(await accepts(`${body} `, signature)).toBe(false);
    expect(
      await accepts(
        body,
        signature.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      ),
    ).toBe(false);
  });

  if (signs)
    test.each(BODIES.slice(0, 3))('signs what we accept, and we refuse another body: %j', async (body) => {
      const headers = { [header]: await signs(body) };
      expect(await verdictOf(provider, delivery(body, headers), SECRET)).toEqual(ACCEPTED);
      expect(await verdictOf(provider, delivery(`${body} `, headers), SECRET)).toEqual(WRONG);
    });
});
