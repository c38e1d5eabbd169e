import { defineWebhooks } from '../../core/define-webhooks.ts';
import { hmac, querySecret } from '../../core/providers/own-sender.ts';

/** Each line below that must not compile says so; the type check fails when one of them does. */
const configurations = {
  good: () =>
    defineWebhooks({
      sources: {
        stripe: {},
        'stripe-connect': { provider: 'stripe' },
        acme: { provider: hmac({ header: 'X-Sum' }) },
        meta: { verifyToken: 'a-word-of-ours', split: true },
        whatsapp: { provider: 'meta', verifyToken: 'another-word' },
        printer: { provider: querySecret({ parameter: 'key', eventId: 'body.id' }) },
      },
      processors: { work: { on: { stripe: ['*'], acme: ['thing.*'] }, when: (event) => event.data.amount > 1 } },
    }),

  'a provider': () =>
    defineWebhooks({
      // @ts-expect-error there is no provider of that name
      sources: { payments: { provider: 'strpe' } },
      processors: {},
    }),

  'no provider for a source that is none': () =>
    defineWebhooks({
      // @ts-expect-error acme is no provider, so it has to say which it is
      sources: { acme: {} },
      processors: {},
    }),

  'a setting that the provider needs': () =>
    defineWebhooks({
      // @ts-expect-error Meta asks for a verify token
      sources: { meta: {} },
      processors: {},
    }),

  'a setting that the provider needs, of a source of another name': () =>
    defineWebhooks({
      // @ts-expect-error Meta asks for a verify token
      sources: { whatsapp: { provider: 'meta' } },
      processors: {},
    }),

  'the organization that Salesforce names': () =>
    defineWebhooks({
      // @ts-expect-error Salesforce signs nothing, so its organization has to be named
      sources: { salesforce: {} },
      processors: {},
    }),

  'an option of a secret in the URL': () =>
    defineWebhooks({
      // @ts-expect-error the option is called parameter
      sources: { printer: { provider: querySecret({ header: 'X-Key' }) } },
      processors: {},
    }),

  'a setting of another provider': () =>
    defineWebhooks({
      // @ts-expect-error Stripe asks for none
      sources: { stripe: { verifyToken: 'a-word-of-ours' } },
      processors: {},
    }),

  'an option of a source': () =>
    defineWebhooks({
      // @ts-expect-error the option is called tolerance
      sources: { stripe: { tolerence: 60 } },
      processors: {},
    }),

  'a source in `on`': () =>
    defineWebhooks({
      sources: { stripe: {} },
      // @ts-expect-error there is no source of that name
      processors: { work: { on: { strpe: ['*'] } } },
    }),

  'a type that is no list': () =>
    defineWebhooks({
      sources: { stripe: {} },
      // @ts-expect-error a list of event types is asked for
      processors: { work: { on: { stripe: '*' } } },
    }),

  'an option of a processor': () =>
    defineWebhooks({
      sources: { stripe: {} },
      // @ts-expect-error the option is called maxAttempts
      processors: { work: { on: { stripe: ['*'] }, maxAttemps: 3 } },
    }),

  'an option of a sender of your own': () =>
    defineWebhooks({
      // @ts-expect-error the algorithm is not one of those that can be
      sources: { acme: { provider: hmac({ header: 'X-Sum', algorithm: 'md5' }) } },
      processors: {},
    }),
};

describe('a configuration that does not compile', () => {
  const { good, ...wrong } = configurations;

  test('is unlike one that does', () => {
    expect(Object.keys(good().sources)).toEqual(['stripe', 'stripe-connect', 'acme', 'meta', 'whatsapp', 'printer']);
  });

  test.each(Object.entries(wrong))('is refused at synth as well, where nobody compiled it: %s', (_, define) => {
    expect(define).toThrow();
  });
});
