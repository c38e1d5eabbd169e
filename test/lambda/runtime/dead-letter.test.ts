import { type Custody, withFailure } from '../../../core/custody.ts';
import { decodeEnvelope, encodeEnvelope, LARGEST_ENVELOPE } from '../../../core/envelope.ts';
import { deadLetter, deadLetterAttributes } from '../../../lambda/runtime/dead-letter.ts';
import { decodeWhole } from '../../core/decode-whole.ts';

const failure = { attempt: 3, at: 1, error: 'Error: no \u0000 \uFFFE such \u{1F600} thing' };
const failed = { state: 'failed', owner: 'me', until: 1, attempts: 3, failures: [failure] } as const;

const facts = {
  id: 'evt_1',
  source: 'stripe',
  provider: 'stripe',
  type: 'invoice.paid',
  time: '2026-01-01T00:00:00.000Z',
  receivedAt: '2026-01-01T00:00:00.000Z',
  requestId: 'r-1',
  contentType: 'application/json',
};
const body = Buffer.from('{ "n": 12345678901234567890 }');
const envelope = decodeEnvelope(encodeEnvelope(facts, body));

test('is the event as it was, with the reasons beside it, and a replay once it is moved back', () => {
  const letter = deadLetter(envelope, failed, failure.error, 'redrive-1');
  expect(letter).toMatchObject({ error: failure.error, attempts: 3, failures: [failure] });
  const { facts: moved, event } = decodeWhole(letter.body);
  expect(moved).toEqual({ ...facts, replay: 'redrive-1' });
  expect(event.rawBody).toEqual(body);
});

test('hands SQS only characters that it takes', () => {
  const { error, history, attempts } = deadLetterAttributes(deadLetter(envelope, failed, failure.error, 'redrive-1'));
  expect(error).toBe('Error: no ? ? such \u{1F600} thing');
  expect(JSON.parse(history ?? '')).toEqual([{ ...failure, error: failure.error.replace('\uFFFE', '?') }]);
  expect(history).not.toContain('\uFFFE');
  expect(attempts).toBe('3');
});

test('says more of the error than the ledger keeps, and never so much that SQS refuses the message', () => {
  const { error } = deadLetter(envelope, failed, 'x'.repeat(100_000), 'redrive-1');
  expect(error).toBe('x'.repeat(1000));
});

test('has a word for an error without one, since SQS refuses an empty value', () => {
  expect(deadLetterAttributes({ body: '', error: '', attempts: 0, failures: [] }).error).toBe('unknown');
});

test('says where the log of the attempts is, where the function has one', () => {
  const letter = deadLetter(envelope, failed, failure.error, 'redrive-1');
  const place = { group: '/aws/lambda/bill', stream: '2026/01/01/[$LATEST]0f' };
  expect(deadLetterAttributes(letter, place)).toMatchObject({
    'log-group': '/aws/lambda/bill',
    'log-stream': '2026/01/01/[$LATEST]0f',
  });
  expect(Object.keys(deadLetterAttributes(letter, { group: '', stream: undefined }))).toEqual([
    'error',
    'attempts',
    'history',
  ]);
});

test('leaves the largest envelope room enough beside the longest facts', () => {
  const worst = '\uD7FF'.repeat(100_000);
  let history: Custody = { ...failed, failures: [] };
  for (let attempt = 1; attempt <= 9; attempt++)
    history = { ...history, failures: withFailure(history, { attempt: 1e15, at: 1e15, error: worst }) };
  const letter = deadLetter(envelope, history, worst, `redrive-${'x'.repeat(36)}`);
  const attributes = deadLetterAttributes(letter, { group: worst.slice(0, 512), stream: worst.slice(0, 512) });
  const bytes = Object.entries(attributes).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength('String') + Buffer.byteLength(value),
    Buffer.byteLength(',"replay":""') + 50,
  );
  expect(bytes).toBeLessThanOrEqual(1_048_576 - LARGEST_ENVELOPE);
});
