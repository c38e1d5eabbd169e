import { deadLetter, deadLetterAttributes } from '../../../lambda/runtime/dead-letter.ts';

const failure = { attempt: 3, at: 1, error: 'Error: no \u0000 \uFFFE such \u{1F600} thing' };
const failed = { state: 'failed', owner: 'me', until: 1, attempts: 3, failures: [failure] } as const;

test('says beside the message why it is there', () => {
  expect(deadLetter('{}', failed)).toEqual({ body: '{}', error: failure.error, attempts: 3, failures: [failure] });
});

test('hands SQS only characters that it takes', () => {
  const { error, history, attempts } = deadLetterAttributes(deadLetter('{}', failed));
  expect(error).toBe('Error: no ? ? such \u{1F600} thing');
  expect(JSON.parse(history ?? '')).toEqual([{ ...failure, error: failure.error.replace('\uFFFE', '?') }]);
  expect(history).not.toContain('\uFFFE');
  expect(attempts).toBe('3');
});

test('has a word for an error without one, since SQS refuses an empty value', () => {
  expect(deadLetterAttributes({ body: '', error: '', attempts: 0, failures: [] }).error).toBe('unknown');
});
