import { targetsOf } from '../../core/configuration.ts';
import { defineWebhooks } from '../../core/define-webhooks.ts';
import type { WebhookEvent } from '../../core/event.ts';
import { ConfigurationError, parseWebhooks } from '../../core/parse-configuration.ts';
import { SOURCE_OPTIONS } from '../../core/parse-source.ts';
import { providers } from '../../core/providers/index.ts';
import { hmac } from '../../core/providers/own-sender.ts';
import type { Provider } from '../../core/providers/provider.ts';

const acme = hmac({ header: 'X-Acme-Signature' });

const problemsOf = (configuration: unknown): readonly string[] => {
  try {
    parseWebhooks(configuration);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

const source = (options: unknown, name = 'stripe') => ({ sources: { [name]: options } });
const processor = (options: object, name = 'work') => ({
  sources: { stripe: {} },
  processors: { [name]: { on: { stripe: ['*'] }, ...options } },
});

test('a provider asks for no setting that has the name of an option of every source', () => {
  for (const provider of Object.values<Provider>(providers))
    for (const setting of Object.keys(provider.settings ?? {})) expect(SOURCE_OPTIONS).not.toContain(setting);
});

describe('a configuration', () => {
  test('is filled in with every default', () => {
    const webhooks = defineWebhooks({
      sources: {
        stripe: {},
        'stripe-connect': { provider: 'stripe', tolerance: 60 },
        acme: { provider: acme, emptyAnswer: true },
      },
      processors: { work: { on: { stripe: ['*'] } } },
    });
    expect(webhooks.sources).toEqual({
      stripe: { name: 'stripe', provider: providers.stripe, settings: {}, split: false, emptyAnswer: false },
      'stripe-connect': {
        name: 'stripe-connect',
        provider: providers.stripe,
        tolerance: 60,
        settings: {},
        split: false,
        emptyAnswer: false,
      },
      acme: { name: 'acme', provider: acme, settings: {}, split: false, emptyAnswer: true },
    });
    expect(webhooks.processors.work).toEqual({
      name: 'work',
      on: { stripe: ['*'] },
      maxAttempts: 10,
      firstRetrySeconds: 12,
      timeoutSeconds: 30,
      memoryMb: 256,
      batchSize: 10,
      redrive: 'safe',
    });
  });

  test('keeps what was said', () => {
    const when = () => true;
    const said = {
      maxAttempts: 3,
      firstRetrySeconds: 1,
      timeoutSeconds: 900,
      memoryMb: 128,
      batchSize: 1,
      maxConcurrency: 2,
      redrive: 'review',
    };
    const { processors } = parseWebhooks(processor({ ...said, when, entry: 'src/work.ts' }));
    expect(processors.work).toEqual({ name: 'work', on: { stripe: ['*'] }, when, entry: 'src/work.ts', ...said });
  });

  test('may come from a JSON file, and may have sources that nobody listens to', () => {
    expect(Object.keys(parseWebhooks(JSON.parse('{"sources":{"shop":{"provider":"shopify"}}}')).sources)).toEqual([
      'shop',
    ]);
  });
});

describe('a mistake in a configuration', () => {
  const LIST = `"npx breakwater providers" lists all ${Object.keys(providers).length}, and hmac({…}) and the like describe others`;
  const NAME_RULE = 'a name is up to 48 lower-case letters, digits and single dashes, from a letter';

  test.each<[string, unknown, string]>([
    ['a list', [], 'the configuration is not an object with "sources" and "processors"'],
    ['an unknown part', { ...source({}), source: {} }, '"source" is unknown; allowed: sources, processors, archive'],
    ['sources that are a list', { sources: ['stripe'] }, '"sources" is not an object from names to options'],
    ['no source', { sources: {} }, '"sources" names no source'],
    ['a source in capitals', source({ provider: 'stripe' }, 'Stripe'), `source "Stripe": ${NAME_RULE}`],
    ['a source with a slash', source({ provider: 'stripe' }, 'a/b'), `source "a/b": ${NAME_RULE}`],
    [
      'a source named too long',
      source({ provider: 'stripe' }, 'a'.repeat(49)),
      `source "${'a'.repeat(49)}": ${NAME_RULE}`,
    ],
    ['a source that is true', source(true), 'source "stripe" is true; it has to be an object, such as {}'],
    [
      'an option of a source',
      source({ provder: 'stripe' }),
      'source "stripe": "provder" is unknown; allowed: provider, tolerance, emptyAnswer, answerWithinSeconds, split, maxPerSecond, secretCacheSeconds, allowAddresses, alarmAfterSilenceHours, reconcile, tenants, from',
    ],
    [
      'a source without a provider',
      source({}, 'acme'),
      expect.stringMatching(/^source "acme": there is no provider "acme"; the nearest are /),
    ],
    [
      'a provider',
      source({ provider: 'strpe' }),
      expect.stringMatching(
        /there is no provider "strpe"; the nearest are stripe, .*; "npx breakwater providers" lists all/,
      ),
    ],
    [
      'a provider of no kind',
      source({ provider: 7 }),
      `source "stripe": there is no provider 7; a name is asked for; ${LIST}`,
    ],
    [
      'a provider of a prototype',
      source({ provider: 'toString' }),
      expect.stringContaining('there is no provider "toString"; the nearest are'),
    ],
    [
      'a tolerance',
      source({ tolerance: 0 }),
      'source "stripe": "tolerance" is 0; allowed: whole numbers from 1 to 86400',
    ],
    [
      'a tolerance in words',
      source({ tolerance: '5m' }),
      'source "stripe": "tolerance" is "5m"; allowed: whole numbers from 1 to 86400',
    ],
    [
      'an empty answer',
      source({ emptyAnswer: 'yes' }),
      'source "stripe": "emptyAnswer" is "yes"; allowed: true, false',
    ],
    [
      'a split of what is no batch',
      source({ split: true }),
      'source "stripe": "split" is true, but Stripe sends one event a request: leave it out',
    ],
    [
      'a setting that is missing',
      source({ provider: 'meta' }),
      'source "stripe": "verifyToken" is missing; Meta (Facebook, Instagram, WhatsApp) needs the verify token that you make up and type in beside the callback URL, such as "a-word-of-your-own"',
    ],
    [
      'a setting of another form',
      source({ provider: 'meta', verifyToken: 'short' }),
      'source "stripe": "verifyToken" is "short"; Meta (Facebook, Instagram, WhatsApp) needs the verify token that you make up and type in beside the callback URL, such as "a-word-of-your-own"',
    ],
    [
      'a setting of another provider',
      source({ provider: 'meta', verifyToken: 'long-enough', webhookId: '1' }),
      'source "stripe": "webhookId" is unknown; allowed: provider, tolerance, emptyAnswer, answerWithinSeconds, split, maxPerSecond, secretCacheSeconds, allowAddresses, alarmAfterSilenceHours, reconcile, tenants, from, verifyToken',
    ],
    ['a processor in snake case', processor({}, 'record_payment'), `processor "record_payment": ${NAME_RULE}`],
    [
      'a processor that is a list',
      { ...source({}), processors: { work: [] } },
      'processor "work" is []; it has to be an object, such as {}',
    ],
    ['no subscription', processor({ on: {} }), 'processor "work": "on" names no source, such as { stripe: ["*"] }'],
    [
      'a subscription to a list',
      processor({ on: ['stripe'] }),
      'processor "work": "on" names no source, such as { stripe: ["*"] }',
    ],
    [
      'a source that is not there',
      processor({ on: { strpe: ['*'] } }),
      'processor "work": there is no source "strpe"; there are: stripe',
    ],
    [
      'types that are a text',
      processor({ on: { stripe: '*' } }),
      'processor "work": "on.stripe" is "*"; it has to list event types, such as ["*"]',
    ],
    [
      'no types',
      processor({ on: { stripe: [] } }),
      'processor "work": "on.stripe" is []; it has to list event types, such as ["*"]',
    ],
    [
      'an empty type',
      processor({ on: { stripe: [''] } }),
      'processor "work": "on.stripe" is [""]; it has to list event types, such as ["*"]',
    ],
    ['a condition', processor({ when: 'always' }), 'processor "work": "when" is not a function'],
    ['an entry', processor({ entry: 7 }), 'processor "work": "entry" is not the path of a module'],
    [
      'an option of a processor',
      processor({ retries: 3 }),
      'processor "work": "retries" is unknown; allowed: on, when, entry, to, redrive, retired, orderedBy, fairBy, maxAttempts, firstRetrySeconds, timeoutSeconds, memoryMb, batchSize, maxConcurrency, maxPerSecond, pauseAfter',
    ],
    [
      'an option of a prototype',
      processor({ toString: 3 }),
      'processor "work": "toString" is unknown; allowed: on, when, entry, to, redrive, retired, orderedBy, fairBy, maxAttempts, firstRetrySeconds, timeoutSeconds, memoryMb, batchSize, maxConcurrency, maxPerSecond, pauseAfter',
    ],
    ['retired', processor({ retired: 'yes' }), 'processor "work": "retired" is "yes"; allowed: true, false'],
    ['redrive', processor({ redrive: 'yes' }), 'processor "work": "redrive" is "yes"; allowed: safe, review'],
    [
      'maxAttempts',
      processor({ maxAttempts: 0 }),
      'processor "work": "maxAttempts" is 0; allowed: whole numbers from 1 to 100',
    ],
    [
      'firstRetrySeconds',
      processor({ firstRetrySeconds: 1.5 }),
      'processor "work": "firstRetrySeconds" is 1.5; allowed: whole numbers from 1 to 3600',
    ],
    [
      'timeoutSeconds',
      processor({ timeoutSeconds: 901 }),
      'processor "work": "timeoutSeconds" is 901; allowed: whole numbers from 1 to 900',
    ],
    [
      'memoryMb',
      processor({ memoryMb: 64 }),
      'processor "work": "memoryMb" is 64; allowed: whole numbers from 128 to 10240',
    ],
    [
      'batchSize',
      processor({ batchSize: 11 }),
      'processor "work": "batchSize" is 11; allowed: whole numbers from 1 to 10',
    ],
    [
      'maxConcurrency',
      processor({ maxConcurrency: 1 }),
      'processor "work": "maxConcurrency" is 1; allowed: whole numbers from 2 to 1000',
    ],
  ])('is named with what was given and what is allowed: %s', (_, configuration, problem) => {
    expect(problemsOf(configuration)).toContainEqual(problem);
  });

  test('is reported together with all others, once each, and says where to mend it', () => {
    const broken = { sources: { stripe: { tolerance: 0 }, acme: {} }, processors: { a: { on: { none: ['*'] } } } };
    const problems = problemsOf(broken);
    expect(problems).toHaveLength(3);
    expect(new Set(problems).size).toBe(3);
    expect(() => parseWebhooks(broken)).toThrow(`bin/webhooks.ts needs mending: ${problems.join('; ')}`);
  });
});

describe('the targets of an event', () => {
  const event = (more: Partial<WebhookEvent> = {}): WebhookEvent => ({
    id: 'evt_1',
    source: 'stripe',
    provider: 'stripe',
    type: 'charge.refunded',
    time: new Date(0),
    receivedAt: new Date(0),
    contentType: 'application/json',
    data: { amount: 100 },
    rawBody: Buffer.from('{}'),
    ...more,
  });
  const webhooks = defineWebhooks({
    sources: { stripe: {}, github: {} },
    processors: {
      all: { on: { stripe: ['*'], github: ['*'] } },
      refunds: { on: { stripe: ['invoice.*', 'charge.refunded'] } },
      large: { on: { stripe: ['charge.*'] }, when: ({ data }) => data.amount > 50 },
      deep: { on: { stripe: ['charge.*'] }, when: ({ data }) => data.object.amount > 50 },
      pushes: { on: { github: ['push'] } },
    },
  });

  test('are the processors that name its source and a pattern of its type', () => {
    expect(targetsOf(webhooks, event({ type: 'invoice.paid' }))).toEqual(['all', 'refunds']);
    expect(targetsOf(webhooks, event({ source: 'github', type: 'push' }))).toEqual(['all', 'pushes']);
  });

  test('include those whose condition holds, or throws: they have retries, the condition has none', () => {
    expect(targetsOf(webhooks, event())).toEqual(['all', 'refunds', 'large', 'deep']);
    expect(targetsOf(webhooks, event({ data: { amount: 1, object: { amount: 1 } } }))).toEqual(['all', 'refunds']);
  });

  test('are none for a source that no processor names, whatever it is called', () => {
    for (const source of ['slack', 'constructor']) expect(targetsOf(webhooks, event({ source }))).toEqual([]);
  });
});
