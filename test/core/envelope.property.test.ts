import fc from 'fast-check';
import { encodeEnvelope } from '../../core/envelope.ts';
import type { EventFacts } from '../../core/event-facts.ts';
import { decodeWhole } from './decode-whole.ts';

/** Exactly the characters that SQS takes, lone surrogates excluded. */
const TAKEN_BY_SQS = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

const WHITE_SPACE = fc.stringMatching(/^[ \t\r\n]{0,4}$/);

/** JSON as senders write it, whatever the value: odd white space, escapes, numbers that no double holds, repeated names. */
const jsonText = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'null',
      'true',
      'false',
      '0',
      '-0',
      '1e400',
      '12345678901234567890',
      '1.10',
      '-1.5E-7',
      '"\\ud800"',
      '"\\u0000\\/"',
    ),
    fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc
      .tuple(WHITE_SPACE, fc.array(tie('value')))
      .map(([space, items]) => `[${space}${items.join(`${space},`)}${space}]`),
    fc
      .tuple(
        WHITE_SPACE,
        fc.array(fc.tuple(fc.constantFrom('data', '__proto__', 'a', 'data_base64', ',"data":'), tie('value'))),
      )
      .map(
        ([space, members]) =>
          `{${members.map(([name, value]) => `${space}${JSON.stringify(name)}${space}:${value}`).join(',')}${space}}`,
      ),
  ),
})).value;

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '\uFFFE',
      '\uFFFF',
      '\uFEFF',
      '\u0000',
      '\u0008',
      '\u007F',
      '\u0085',
      '\u2028',
      '"',
      '\\',
      'é',
      '🦊',
      'a',
    ),
  }),
);

const body = fc.oneof(
  jsonText.map((json) => Buffer.from(json)),
  fc.tuple(WHITE_SPACE, jsonText, WHITE_SPACE).map((parts) => Buffer.from(parts.join(''))),
  text.map((value) => Buffer.from(value)),
  fc.dictionary(text, text).map((fields) => Buffer.from(`payload=1&${new URLSearchParams(fields)}`)),
  fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  fc.tuple(jsonText, fc.uint8Array({ maxLength: 3 })).map(([json, bytes]) => Buffer.concat([Buffer.from(json), bytes])),
);

const contentType = fc.oneof(
  fc.constantFrom(
    'application/json',
    'application/json; charset=utf-8',
    'application/vnd.acme+json',
    'application/x-www-form-urlencoded',
    'text/plain',
    'application/octet-stream',
    '',
  ),
  fc.string(),
);

const fact = fc.oneof(
  text,
  fc.string({ unit: 'binary' }).map((value) => `${value}","data":{},"x":"`),
  fc.constantFrom(',"data":', '\\', '"', '\ud800', '{"a":1}', 'evt_1'),
);

const facts: fc.Arbitrary<EventFacts> = fc.record({
  id: fact,
  source: fact,
  provider: fact,
  type: fact,
  time: fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
    .map((date) => date.toISOString()),
  receivedAt: fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
    .map((date) => date.toISOString()),
  requestId: fact,
  subject: fc.option(fact, { nil: undefined }),
  contentType,
  replay: fc.option(fact, { nil: undefined }),
});

const check = (property: (facts: EventFacts, body: Buffer) => void) =>
  fc.assert(fc.property(facts, body, property), { numRuns: 500 });

describe('whatever is received', () => {
  test('comes out as the same bytes, under the same facts', () => {
    check((given, bytes) => {
      const { facts: decoded, event } = decodeWhole(encodeEnvelope(given, bytes));
      expect(event.rawBody.equals(bytes)).toBe(true);
      expect(decoded).toEqual(given);
    });
  });

  test('is a message that SQS takes', () => {
    check((given, bytes) => expect(encodeEnvelope(given, bytes)).toMatch(TAKEN_BY_SQS));
  });

  test('is a structured CloudEvent: the required attributes, lower-case names, and one kind of data', () => {
    check((given, bytes) => {
      const envelope: Record<string, unknown> = JSON.parse(encodeEnvelope(given, bytes));
      expect(envelope).toMatchObject({ specversion: '1.0', id: given.id, source: given.source, type: given.type });
      const { data: _data, data_base64: bytesAsText, ...attributes } = envelope;
      for (const [name, value] of Object.entries(attributes)) {
        expect(name).toMatch(/^[a-z0-9]{1,20}$/);
        expect(typeof value).toBe('string');
      }
      expect('data' in envelope).toBe(!('data_base64' in envelope));
      if (bytesAsText !== undefined) expect(Buffer.from(String(bytesAsText), 'base64').equals(bytes)).toBe(true);
    });
  });

  test('is read back as the value that the provider meant, when it is JSON', () => {
    fc.assert(
      fc.property(facts, jsonText, (given, json) => {
        const { event } = decodeWhole(encodeEnvelope({ ...given, contentType: 'application/json' }, Buffer.from(json)));
        expect(event.data).toEqual(JSON.parse(json));
      }),
      { numRuns: 500 },
    );
  });
});
