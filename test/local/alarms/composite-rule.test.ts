import type { AlarmState } from '../../../local/alarms/alarm-definition.ts';
import { parseRule } from '../../../local/alarms/composite-rule.ts';

const states: Readonly<Record<string, AlarmState>> = { a: 'ALARM', b: 'OK', 'arn:c': 'INSUFFICIENT_DATA' };
const stateOf = (alarm: string) => states[alarm];

test.each([
  ['ALARM("a")', true],
  ['ALARM(b)', false],
  ['INSUFFICIENT_DATA("arn:c")', true],
  ['(ALARM("a") OR ALARM("b"))', true],
  ['((ALARM("b") OR ALARM("a")) AND (NOT (ALARM("b"))))', true],
  ['ALARM("b") OR OK("b") AND NOT ALARM("a")', false],
  ['ALARM("nobody")', false],
])('%s is %s', (rule, rings) => {
  expect(parseRule(rule)(stateOf)).toBe(rings);
});

test.each(['ALARM("a"', 'RINGS("a")', 'ALARM("a") ALARM("b")', ''])('%s is refused', (rule) => {
  expect(() => parseRule(rule)).toThrow('which a local run cannot read');
});
