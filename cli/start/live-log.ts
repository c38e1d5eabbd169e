import { parseJson } from '../../core/content.ts';
import { OUTCOMES, type OutcomeName } from '../../core/outcomes.ts';
import type { LocalRunMessage } from '../../local/report.ts';
import { localTime, paintHttpStatus } from '../paint.ts';
import { printable } from '../printable.ts';
import type { Output } from '../terminal.ts';

type Colors = Output['colors'];
type Fields = Readonly<Record<string, unknown>>;

/** The verifier says more of these; an answer of 413 or 500 may be the gateway's own. */
const TOLD_BY_VERIFIER = /^\S+ \/webhooks\/[^/ ]+ (?!413|500)/;

/** What a local run reports, as lines for somebody who watches: two for a request, one for what a processor does. */
export const logLines = (message: LocalRunMessage, now: Date, colors: Colors): string[] =>
  linesOf(message, now, colors).map(printable);

function linesOf({ kind, text, functionName }: LocalRunMessage, now: Date, colors: Colors): string[] {
  const time = colors.dim(localTime(now));
  if (kind === 'log') return functionLines(text, functionName, colors).map((line) => `${time} ${line}`);
  if (kind === 'request' && TOLD_BY_VERIFIER.test(text)) return [];
  if (kind === 'alarm') return [`${time}       ${paintAlarm(text, colors)}`];
  const paint = kind === 'failure' ? colors.red : kind === 'warning' ? colors.yellow : colors.dim;
  return [`${time}       ${paint(text)}`];
}

const paintAlarm = (text: string, { bold, red, green }: Colors) =>
  text.endsWith(' is over') ? green(text) : bold(red(text));

function functionLines(text: string, functionName: string | undefined, colors: Colors): string[] {
  const fields = parseJson(text);
  if (typeof fields !== 'object' || fields === null) return [`      ${colors.dim(functionName ?? '')} ${text}`];
  const { message, request } = fields as Fields;
  const isOutcome = typeof message === 'string' && Object.hasOwn(OUTCOMES, message) && request !== undefined;
  return isOutcome
    ? requestLines(message as OutcomeName, fields as Fields, colors)
    : [eventLine(fields as Fields, colors)];
}

function requestLines(outcome: OutcomeName, { source, event, type, cause, ms }: Fields, colors: Colors): string[] {
  const status = paintHttpStatus(OUTCOMES[outcome].status, colors);
  const reason = cause ? `: ${cause}` : '';
  return [
    ...(event ? [`  --> ${colors.bold(String(type))} [${event}]`] : []),
    ` <--  ${status} ${source ?? 'somebody'} ${outcome}${reason} ${colors.dim(`(${ms} ms)`)}`,
  ];
}

function eventLine({ level, message, processor, source, event, request, ms, ...rest }: Fields, colors: Colors): string {
  const paint = level === 'error' ? colors.red : level === 'warn' ? colors.yellow : String;
  const { attempt, error, ...more } = rest;
  const notes = [
    ...(Number(attempt) > 1 ? [`attempt ${attempt}`] : []),
    ...(ms === undefined ? [] : [`${ms} ms`]),
    ...Object.entries(more).map(([name, value]) => `${name} ${value}`),
  ];
  const who = `${processor ?? source ?? ''} ${paint(String(message))}${error ? `: ${error}` : ''}`;
  return `      ${who}${event ? ` [${event}]` : ''}${notes.length > 0 ? colors.dim(` (${notes.join(', ')})`) : ''}`;
}
