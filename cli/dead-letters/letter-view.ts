import type { Deployment } from '../deployment.ts';
import { localTime } from '../paint.ts';
import { table } from '../table.ts';
import type { Output } from '../terminal.ts';
import type { Letter } from './letter.ts';
import { logHint } from './log-hint.ts';

type Colors = Output['colors'];

/** A letter and the processor that gave it up. */
export interface Filed {
  readonly processor: string;
  readonly letter: Letter;
}

/** A dead letter as `--json` prints it: other tools read this. */
export function letterView({ processor, letter }: Filed, deployment: Deployment) {
  const { facts, messageId, at, attempts, error, failures, bytes } = letter;
  const log = logHint(letter, deployment);
  return {
    processor,
    ...(facts && {
      source: facts.source,
      tenant: facts.tenant,
      type: facts.type,
      id: facts.id,
      receivedAt: facts.receivedAt,
    }),
    message: messageId,
    readable: facts !== undefined,
    at: new Date(at).toISOString(),
    bytes,
    ...(attempts !== undefined && { attempts }),
    error,
    failures: failures.map((failure) => ({ ...failure, at: new Date(failure.at).toISOString() })),
    ...(log && { log }),
  };
}

const LONGEST_ERROR = 80;

/** Dead letters as people read them. */
export function letterTable(filed: readonly Filed[], colors: Colors): string {
  const rows = filed.map(({ processor, letter: { facts, messageId, at, attempts, error } }) => [
    localTime(new Date(at)),
    processor,
    facts?.source ?? colors.yellow('unreadable'),
    facts?.type ?? '',
    facts?.id ?? messageId,
    attempts === undefined ? '' : String(attempts),
    colors.red(onOneLine(error)),
  ]);
  return table(['GIVEN UP', 'PROCESSOR', 'SOURCE', 'TYPE', 'ID', 'ATTEMPTS', 'ERROR'], rows, colors);
}

/** Where to read on about the newest of the letters of each log. */
export function logHints(filed: readonly Filed[], deployment: Deployment, colors: Colors): string[] {
  const hints = filed.flatMap(({ letter }) => logHint(letter, deployment) ?? []);
  const newest = new Map(hints.toReversed().map((hint) => [hint.group, hint]));
  return [...newest.values()].map(({ group, query, url }) =>
    [colors.dim(`log group ${group}, with CloudWatch Logs Insights:`), `  ${query}`, ...(url ? [`  ${url}`] : [])].join(
      '\n',
    ),
  );
}

function onOneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST_ERROR ? `${line.slice(0, LONGEST_ERROR - 1)}…` : line;
}
