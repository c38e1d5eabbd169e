import type { StandardSchemaV1 } from '@standard-schema/spec';
import * as v from 'valibot';
import { z } from 'zod';
import { defineProcessor } from '../../../lambda/runtime/index.ts';

beforeAll(() => {
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    STACK_NAME: 'Webhooks',
    LEDGER_TABLE: 'ledger',
    PROCESSOR: 'typed',
    QUEUE_URL: 'http://127.0.0.1/queue',
    DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1/dead-letter',
    MAX_ATTEMPTS: '3',
    FIRST_RETRY_SECONDS: '1',
    CLAIM_CHECK_BUCKET: 'claim-checks',
  });
});

const text = (_: string) => {};
const number = (_: number) => {};

const AnyText: StandardSchemaV1<unknown, string> = Object.assign(() => {}, {
  '~standard': { version: 1 as const, vendor: 'none', validate: (value: unknown) => ({ value: String(value) }) },
});

/** Each line below that must not compile says so; the type check fails when one of them does. */
const processors = {
  'one type': () =>
    defineProcessor<'stripe', 'invoice.paid'>(({ type, data }) => {
      number(data.data.object.amount_paid);
      // @ts-expect-error an invoice has no such field
      data.data.object.amount_payed;
      // @ts-expect-error it is a number
      text(data.data.object.amount_paid);
      // @ts-expect-error it is no other type
      if (type === 'invoice.created') return;
    }),

  'several types, told apart by the event': () =>
    defineProcessor<'github', 'pull_request.opened' | 'push'>((event) => {
      // @ts-expect-error a pull request has no ref
      event.data.ref;
      if (event.type === 'push') text(event.data.ref);
      else number(event.data.pull_request.number);
    }),

  'a pattern': () =>
    defineProcessor<'stripe', 'charge.dispute.*' | 'charge.refunded'>((event) => {
      if (event.type === 'charge.refunded') number(event.data.data.object.amount_refunded);
      else text(event.data.data.object.reason);
    }),

  'a type that the package does not know (yet)': () =>
    defineProcessor<'stripe', 'invoice.payed'>(({ data }) => text(data.data.object.whatever)),

  'a type of which several payloads are known': () =>
    defineProcessor<'slack', 'message'>(({ data: { event } }) => {
      if (event.subtype === undefined) text(event.user);
    }),

  'no type': () => defineProcessor<'stripe'>(({ data }) => text(data.whatever)),

  'nothing at all': () => defineProcessor((event) => text(event.data.whatever)),

  'a provider that there is none of': () =>
    // @ts-expect-error there is no provider of that name
    defineProcessor<'strpe', 'invoice.paid'>(() => {}),

  'a schema of zod, with what it makes of the payload': () =>
    defineProcessor({ schema: z.object({ at: z.string().transform(Number) }) }, ({ data, rawBody }) => {
      number(data.at);
      text(rawBody.toString());
      // @ts-expect-error it became a number
      text(data.at);
      // @ts-expect-error the schema has no such field
      data.of;
    }),

  'a schema of valibot': () =>
    defineProcessor({ schema: v.object({ id: v.string() }) }, async ({ data }, { log }) => {
      text(data.id);
      log.info('seen');
      // @ts-expect-error it is a text
      number(data.id);
    }),

  'a schema that is itself a function, as those of arktype are': () =>
    defineProcessor({ schema: AnyText }, ({ data }) => text(data)),
};

const refused = {
  'what is no schema': () =>
    // @ts-expect-error a Standard Schema is asked for
    defineProcessor({ schema: { parse: () => ({}) } }, () => {}),

  'a schema that is missing': () =>
    // @ts-expect-error the schema is left out
    defineProcessor({}, () => {}),
};

test.each(Object.entries(processors))('a processor is defined for %s', (_, define) => {
  expect(define()).toBeInstanceOf(Function);
});

test.each(Object.entries(refused))('%s is refused by the compiler, and when the function starts', (_, define) => {
  expect(define).toThrow(/no Standard Schema; allowed are/);
});
