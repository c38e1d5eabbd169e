import { parseExpression } from '../../../local/alarms/expression.ts';

test.each([
  ['visible + notVisible', { visible: 1, notVisible: 2 }, 3],
  ['a - b - c', { a: 9, b: 3, c: 2 }, 4],
  ['2 + 3 * (a + 1) / 4', { a: 3 }, 5],
  ['IF(started > 2, 100 * SUM([retried, failed]) / started, 0)', { started: 4, retried: 1, failed: 1 }, 50],
  ['IF(started > 2, 100 * SUM([retried, failed]) / started, 0)', { started: 4, failed: 1 }, 25],
  ['IF(started > 2, 100 * SUM([retried, failed]) / started, 0)', { started: 2, retried: 2 }, 0],
  ['FILL(a, 0) + FILL(b, 7)', { a: 1 }, 8],
  ['MAX([a, b]) - MIN([a, b]) + AVG([a, b])', { a: 1, b: 3 }, 4],
  ['IF(a >= 1 AND b != 2, 1, 0)', { a: 1, b: 2 }, 0],
])('%s of %j is %d', (expression, values, result) => {
  expect(parseExpression(expression)(values)).toBe(result);
});

test.each([
  ['a + b', { a: 1 }],
  ['a / b', { a: 1, b: 0 }],
  ['IF(a > 1, 1, 0)', {}],
  ['SUM([a, b])', {}],
])('%s of %j is nothing', (expression, values) => {
  expect(parseExpression(expression)(values)).toBeUndefined();
});

test.each(['ANOMALY_DETECTION_BAND(a)', 'a +', 'SUM(a)', 'a b', 'SEARCH(" {AWS/SQS} ")'])(
  '%s is refused',
  (expression) => {
    expect(() => parseExpression(expression)).toThrow('which a local run cannot read');
  },
);
