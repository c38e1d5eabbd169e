import { LocalRunError } from '../local-run-error.ts';
import type { AlarmState, Rule } from './alarm-definition.ts';

interface Reader {
  readonly source: string;
  readonly tokens: readonly string[];
  at: number;
}

const STATES: readonly AlarmState[] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'];

/**
 * Reads the rule of a composite alarm: `ALARM("name")` and the like, AND, OR, NOT and parentheses.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 * @throws {LocalRunError} when it holds anything else
 */
export function parseRule(source: string): Rule {
  const reader = { source, tokens: source.match(/"[^"]*"|\w+|[()]/g) ?? [], at: 0 };
  const rule = either(reader);
  if (reader.at < reader.tokens.length) throw unknown(reader);
  return rule;
}

function either(reader: Reader): Rule {
  const rules = [both(reader)];
  while (taken('OR', reader)) rules.push(both(reader));
  return (stateOf) => rules.some((rule) => rule(stateOf));
}

function both(reader: Reader): Rule {
  const rules = [one(reader)];
  while (taken('AND', reader)) rules.push(one(reader));
  return (stateOf) => rules.every((rule) => rule(stateOf));
}

function one(reader: Reader): Rule {
  if (taken('NOT', reader)) {
    const rule = one(reader);
    return (stateOf) => !rule(stateOf);
  }
  if (taken('(', reader)) {
    const rule = either(reader);
    if (!taken(')', reader)) throw unknown(reader);
    return rule;
  }
  const state = STATES.find((each) => taken(each, reader));
  if (!state || !taken('(', reader)) throw unknown(reader);
  const alarm = reader.tokens[reader.at]?.replaceAll('"', '') ?? '';
  reader.at += 1;
  if (!taken(')', reader)) throw unknown(reader);
  return (stateOf) => stateOf(alarm) === state;
}

function taken(token: string, reader: Reader): boolean {
  if (reader.tokens[reader.at] !== token) return false;
  reader.at += 1;
  return true;
}

const unknown = ({ source, tokens, at }: Reader) =>
  new LocalRunError(
    `a composite alarm has the rule ${JSON.stringify(source)}, which a local run cannot read at ${tokens[at] ?? 'its end'}`,
  );
