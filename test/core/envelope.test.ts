import { readContent } from '../../core/content.ts';
import { decodeEnvelope, encodeEnvelope, parseBody } from '../../core/envelope.ts';
import type { EventFacts } from '../../core/event-facts.ts';
import { decodeWhole } from './decode-whole.ts';

const facts = (more: Partial<EventFacts> = {}): EventFacts => ({
  id: 'evt_1',
  source: 'stripe-connect',
  provider: 'stripe',
  type: 'invoice.paid',
  time: '2026-03-01T10:20:30.000Z',
  receivedAt: '2026-03-01T10:20:31.000Z',
  requestId: 'req-1',
  subject: 'acct_1',
  contentType: 'application/json',
  ...more,
});

const roundTrip = (contentType: string, body: string | Buffer) =>
  decodeWhole(encodeEnvelope(facts({ contentType }), Buffer.from(body))).event;

describe('an envelope', () => {
  test('is the CloudEvents 1.0 structure, the body last and as it came', () => {
    const body = '{ "b":1, "a" : 12345678901234567890, "c":"\\u00e9\\/" }\n';
    expect(encodeEnvelope(facts({ replay: 'r1' }), Buffer.from(body))).toBe(
      '{"specversion":"1.0","id":"evt_1","source":"stripe-connect","type":"invoice.paid","time":"2026-03-01T10:20:30.000Z",' +
        '"subject":"acct_1","datacontenttype":"application/json","provider":"stripe","receivedtime":"2026-03-01T10:20:31.000Z",' +
        `"requestid":"req-1","replay":"r1","data":${body}}`,
    );
  });

  test.each([
    ['application/json', '{ "a":1 }'],
    ['application/json', 'no JSON'],
    ['text/plain', '{"a":1}'],
    ['application/x-www-form-urlencoded', 'payload=%7B%22a%22%3A1%7D'],
    ['application/json', Buffer.from([0xff])],
    ['application/json', '"\uFFFE"'],
  ])('of %s %j is the same where the body has been read before', (contentType, text) => {
    const [said, body] = [facts({ contentType }), Buffer.from(text)];
    for (const type of [contentType, 'application/x-www-form-urlencoded']) {
      const read = readContent({ method: 'POST', url: '', headers: { 'content-type': type }, body });
      expect(encodeEnvelope(said, body, read)).toBe(encodeEnvelope(said, body));
    }
  });

  test('hands out the value of a body that is JSON, so that it is parsed once', () => {
    expect(decodeEnvelope(encodeEnvelope(facts(), Buffer.from(' {"a":1}'))).data).toEqual({ a: 1 });
    const text = facts({ contentType: 'text/plain' });
    expect(decodeEnvelope(encodeEnvelope(text, Buffer.from('{"a":1}')))).not.toHaveProperty('data');
  });

  test('takes the trace of the request along', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const text = encodeEnvelope(facts({ traceparent }), Buffer.from('{}'));
    expect(JSON.parse(text)).toMatchObject({ traceparent });
    expect(decodeWhole(text)).toMatchObject({ facts: { traceparent }, event: { traceparent } });
    expect(() => decodeEnvelope(text.replace(`"${traceparent}"`, '7'))).toThrow(SyntaxError);
  });

  test('leaves out what is not known', () => {
    const { subject: _, ...known } = facts();
    const text = encodeEnvelope(known, Buffer.from('{}'));
    expect(JSON.parse(text)).not.toHaveProperty('subject');
    expect(JSON.parse(text)).not.toHaveProperty('replay');
    expect(decodeWhole(text).facts).toEqual({ ...known, subject: undefined, replay: undefined });
  });

  test('becomes the event that processors see', () => {
    const body = Buffer.from('{"amount":1}');
    expect(decodeWhole(encodeEnvelope(facts(), body)).event).toEqual({
      id: 'evt_1',
      source: 'stripe-connect',
      provider: 'stripe',
      type: 'invoice.paid',
      time: new Date('2026-03-01T10:20:30.000Z'),
      receivedAt: new Date('2026-03-01T10:20:31.000Z'),
      subject: 'acct_1',
      contentType: 'application/json',
      data: { amount: 1 },
      rawBody: body,
    });
  });

  test('is not misled by ids and types that look like its own structure', () => {
    const hostile = facts({
      id: '","data":{"forged":true},"x":"',
      type: ',"data":',
      subject: '\\","data_base64":"AAAA',
    });
    const { facts: decoded, event } = decodeWhole(encodeEnvelope(hostile, Buffer.from('{"real":1}')));
    expect(decoded).toEqual({ ...hostile, replay: undefined });
    expect(event.data).toEqual({ real: 1 });
    expect(event.rawBody.toString()).toBe('{"real":1}');
  });

  test('is not misled by a body that looks like an envelope', () => {
    const body = encodeEnvelope(facts(), Buffer.from('{"data":1,"data":2}'));
    expect(roundTrip('application/json', body).rawBody.toString()).toBe(body);
  });
});

describe("an event's data", () => {
  test.each([
    ['application/json', '{"a":[1]}', { a: [1] }],
    ['application/json; charset=utf-8', 'null', null],
    ['application/cloudevents+json', ' 0 ', 0],
    ['application/json', 'not JSON', 'not JSON'],
    ['application/json', '\uFEFF{}', '\uFEFF{}'],
    ['application/x-www-form-urlencoded', 'a=1&b=%E2%82%AC+x', { a: '1', b: '€ x' }],
    ['application/x-www-form-urlencoded; charset=utf-8', 'payload=%7B%22a%22%3A1%7D', { a: 1 }],
    ['application/x-www-form-urlencoded', 'payload=no&a=1', { payload: 'no', a: '1' }],
    ['text/plain', '{"a":1}', '{"a":1}'],
    ['', 'text', 'text'],
  ])('of %s %j is read as its content type says', (contentType, body, data) => {
    expect(roundTrip(contentType, body).data).toEqual(data);
    expect(parseBody(contentType, Buffer.from(body))).toEqual(data);
  });

  test('of what is no text is the bytes', () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00]);
    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'image/png'])
      expect(roundTrip(type, bytes).data).toEqual(bytes);
  });
});

describe('a message that is no envelope', () => {
  const good = JSON.parse(encodeEnvelope(facts(), Buffer.from('{"a":1}')));
  const { id: _id, ...withoutId } = good;
  const { data: _data, ...withoutData } = good;

  test.each([
    ['no JSON', '{'],
    ['not an object', '[]'],
    ['null', 'null'],
    ['of another version', JSON.stringify({ ...good, specversion: '0.3' })],
    ['without an id', JSON.stringify(withoutId)],
    ['with a number for an id', JSON.stringify({ ...good, id: 1 })],
    ['with an object for a subject', JSON.stringify({ ...good, subject: {} })],
    ['with a number for its bytes', JSON.stringify({ ...withoutData, data_base64: 5 })],
    ['without a body', JSON.stringify(withoutData)],
    ['without a text', JSON.stringify({ ...good, datacontenttype: 'text/plain' })],
    ['laid out anew', JSON.stringify(good, null, 2)],
    [
      'laid out anew around compact data',
      JSON.stringify({ ...withoutData, x: 0, data: { b: 1, data: 2 } }).replace(',"data":', ', "data":'),
    ],
    ['continued after its body', JSON.stringify({ ...good, later: 1 })],
  ])('is refused for good: %s', (_, text) => {
    expect(() => decodeEnvelope(text)).toThrow(SyntaxError);
  });
});
