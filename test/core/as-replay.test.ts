import { asReplay } from '../../core/as-replay.ts';
import { decodeEnvelope, encodeEnvelope } from '../../core/envelope.ts';

const facts = {
  id: 'evt,"replay":"no"',
  source: 'stripe',
  provider: 'stripe',
  type: 'invoice.paid',
  time: '2026-01-01T00:00:00.000Z',
  receivedAt: '2026-01-01T00:00:00.000Z',
  requestId: 'r-1',
  subject: 'a "b", "data":"\uFFFE',
  contentType: 'application/json',
};
const bodies = [
  ['JSON', 'application/json', Buffer.from('{ "replay":"x","data":1, "n": 12345678901234567890 }')],
  ['text', 'text/plain', Buffer.from(',"replay":"x","data":')],
  ['bytes', 'application/octet-stream', Buffer.from([0xff, 0xfe, 0])],
] as const;

test.each(bodies)(
  'an envelope of %s becomes the replay of a name, and is otherwise the very same',
  (_, contentType, body) => {
    const plain = encodeEnvelope({ ...facts, contentType }, body);
    const replay = asReplay(plain, 'redrive-2');
    expect(replay).toBe(encodeEnvelope({ ...facts, contentType, replay: 'redrive-2' }, body));
    expect(decodeEnvelope(replay).facts.replay).toBe('redrive-2');
  },
);

test.each(bodies)('a replay of %s becomes another one', (_, contentType, body) => {
  const first = encodeEnvelope({ ...facts, contentType, replay: 'a "quoted" \\ name' }, body);
  expect(asReplay(first, 'redrive-2')).toBe(encodeEnvelope({ ...facts, contentType, replay: 'redrive-2' }, body));
});

test('what has no body is no envelope', () => {
  expect(() => asReplay('{"specversion":"1.0"}', 'x')).toThrow(SyntaxError);
});
