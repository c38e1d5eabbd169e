import { Authsignal } from '@authsignal/node';
import { Metronome } from '@metronome/sdk';
import { encodeSignatureHeader, isValidSignature } from '@sanity/webhook';
import { Orb } from 'orb-billing';
import { validateWebhook } from 'replicate';
import { authsignal } from '../../../../core/providers/authsignal.ts';
import { metronome } from '../../../../core/providers/metronome.ts';
import { orb } from '../../../../core/providers/orb.ts';
import type { Provider } from '../../../../core/providers/provider.ts';
import { replicate } from '../../../../core/providers/replicate.ts';
import { sanity } from '../../../../core/providers/sanity.ts';
import { ACCEPTED, BODIES, delivery, verdictOf, WRONG } from './deliveries.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
type Headers = Readonly<Record<string, string>>;

interface Library {
  readonly provider: Provider;
  readonly accepts: (body: string, headers: Headers) => unknown;
  readonly signs?: (body: string) => Headers | Promise<Headers>;
}

const orbWebhooks = new Orb({ apiKey: 'key', webhookSecret: SECRET }).webhooks;
const metronomeWebhooks = new Metronome({ bearerToken: 'token', webhookSecret: SECRET }).webhooks;
const authsignalWebhook = new Authsignal({ apiSecretKey: SECRET, apiUrl: 'https://api.authsignal.com/v1' }).webhook;

const LIBRARIES: readonly Library[] = [
  {
    provider: orb,
    accepts: (body, headers) => orbWebhooks.verifySignature(body, headers),
  },
  {
    provider: metronome,
    accepts: (body, headers) => metronomeWebhooks.verifySignature(body, headers),
  },
  {
    provider: sanity,
    accepts: async (body, headers) => {
      if (!(await isValidSignature(body, headers['sanity-webhook-signature'] ?? '', SECRET))) throw new Error('wrong');
    },
    signs: async (body) => ({ 'sanity-webhook-signature': await encodeSignatureHeader(body, Date.now(), SECRET) }),
  },
  {
    provider: authsignal,
    accepts: (body, headers) => authsignalWebhook.constructEvent(body, headers['x-signature-v2'] ?? ''),
  },
  {
    provider: replicate,
    accepts: async (body, headers) => {
      const {
        'webhook-id': id = '',
        'webhook-timestamp': timestamp = '',
        'webhook-signature': signature = '',
      } = headers;
      if (!(await validateWebhook({ id, timestamp, signature, body, secret: SECRET }))) throw new Error('wrong');
    },
  },
];

describe.each(LIBRARIES)('the library of $provider.name', ({ provider, accepts, signs }) => {
  const refusal = async (body: string, headers: Headers) => {
    try {
      await accepts(body, headers);
      return 'accepted';
    } catch {
      return 'refused';
    }
  };

  test.each(BODIES.slice(0, 3))('accepts what we sign, and refuses another body: %j', async (body) => {
    const { headers } = provider.scheme.sign(delivery(body), SECRET, { now: Date.now(), id: 'msg_1' });
    expect(await refusal(body, headers)).toBe('accepted');
    expect(await refusal(`${body} `, headers)).toBe('refused');
  });

  if (signs)
    test.each(BODIES)('signs what we accept, and we refuse another body: %j', async (body) => {
      const signed = delivery(body, await signs(body));
      expect(await verdictOf(provider, signed, SECRET)).toEqual(ACCEPTED);
      expect(await verdictOf(provider, { ...signed, body: Buffer.from(`${body} `) }, SECRET)).toEqual(WRONG);
    });
});
