import { createColors } from 'picocolors';
import { logLines } from '../../cli/start/live-log.ts';
import type { LocalRunMessage } from '../../local/report.ts';

const NOW = new Date(2026, 0, 2, 15, 4, 5);

const lines = (message: LocalRunMessage) => logLines(message, NOW, createColors(false));
const logged = (fields: object) => lines({ kind: 'log', text: JSON.stringify(fields), functionName: 'fn' });

test('shows an accepted request in two lines', () => {
  const fields = {
    level: 'info',
    message: 'accepted',
    source: 'stripe',
    request: 'r',
    event: 'evt_1',
    type: 'a.b',
    ms: 12,
  };
  expect(logged(fields)).toEqual([
    '2026-01-02 15:04:05   --> a.b [evt_1]',
    '2026-01-02 15:04:05  <--  [200] stripe accepted (12 ms)',
  ]);
});

test('shows why a request was refused', () => {
  const fields = { level: 'info', message: 'refused', source: 'stripe', request: 'r', cause: 'stale-timestamp', ms: 1 };
  expect(logged(fields)).toEqual(['2026-01-02 15:04:05  <--  [401] stripe refused: stale-timestamp (1 ms)']);
});

test('shows what a processor did, and on which event', () => {
  const fields = {
    level: 'info',
    message: 'done',
    source: 'stripe',
    event: 'evt_1',
    processor: 'audit',
    attempt: 1,
    ms: 3,
  };
  expect(logged(fields)).toEqual(['2026-01-02 15:04:05       audit done [evt_1] (3 ms)']);
});

test('shows what went wrong, and at which attempt', () => {
  const fields = {
    level: 'warn',
    message: 'attempt failed',
    source: 'stripe',
    event: 'evt_1',
    processor: 'audit',
    attempt: 2,
    error: 'Error: boom',
    retryInSeconds: 12,
  };
  expect(logged(fields)).toEqual([
    '2026-01-02 15:04:05       audit attempt failed: Error: boom [evt_1] (attempt 2, retryInSeconds 12)',
  ]);
});

test('shows a line that is none of ours as it is', () => {
  expect(lines({ kind: 'log', text: 'hello', functionName: 'Audit' })).toEqual([
    '2026-01-02 15:04:05       Audit hello',
  ]);
});

test('a processor that logs the word of an outcome is not taken for the verifier', () => {
  expect(logged({ level: 'info', message: 'accepted', processor: 'audit', event: 'evt_1' })).toEqual([
    '2026-01-02 15:04:05       audit accepted [evt_1]',
  ]);
});

test('leaves out the requests that the verifier has told of, and no others', () => {
  const request = (text: string) => lines({ kind: 'request', text });
  expect(request('POST /webhooks/stripe 200 12 ms')).toEqual([]);
  expect(request('POST /webhooks/stripe 401 12 ms')).toEqual([]);
  expect(request('POST /webhooks/stripe 500 12 ms')).toEqual([
    '2026-01-02 15:04:05       POST /webhooks/stripe 500 12 ms',
  ]);
  expect(request('POST /webhooks/stripe 413 12 ms')).toHaveLength(1);
  expect(request('GET /elsewhere 404 1 ms')).toHaveLength(1);
});

test('what others send does nothing to the terminal of whoever watches', () => {
  const fields = {
    message: 'accepted',
    source: 'stripe',
    request: 'r',
    event: 'a\u001b[2Jb',
    type: 'a\nb\u009b2J',
    ms: 1,
  };
  const [first, ...rest] = [
    ...logged(fields),
    ...lines({ kind: 'log', text: '\u001b]0;title\u0007', functionName: 'fn' }),
  ];
  expect(first).toBe('2026-01-02 15:04:05   --> a�b�2J [a�[2Jb]');
  expect(rest).toEqual([expect.stringContaining('accepted'), expect.stringContaining('�]0;title�')]);
});
