import { readFileSync } from 'node:fs';
import type { Chronicle } from './chronicle.ts';

/** A line that a processor left. */
export interface Effect {
  /** `{event}#{processor}` */
  readonly key: string;
  readonly attempt: number;
  readonly processId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What processors left, by event and processor, in the order in which they did. */
export function readEffects(file: string): Map<string, Effect[]> {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return Map.groupBy(lines.map(readLine), ({ key }) => key);
}

function readLine(line: string): Effect {
  const [idempotencyKey = '', attempt, processId, at] = line.split(' ');
  const key = idempotencyKey.replace(/^acme#/, '');
  return { key, attempt: Number(attempt), processId: Number(processId), at: Number(at) };
}

/** An invocation ends within its timeout of 5 s; a stopped run gives it 5 s; a busy machine some more. */
const LONGEST_INVOCATION_MS = 15_000;
/** What was on its way to DynamoDB when the run was killed may not have come there. */
const ON_ITS_WAY_MS = 5000;

/**
 * Why the attempt that left an effect could not be known as done, in the words of the guarantee; `undefined` when
 * there is no reason.
 */
export function excuseFor({ key, attempt, processId, at }: Effect, chronicle: Chronicle): string | undefined {
  const isSoonAfter = (then = Number.POSITIVE_INFINITY) => then >= at && then - at < LONGEST_INVOCATION_MS;
  const restart = chronicle.restarts.find(({ to }) => isSoonAfter(to));
  const own = (chronicle.completions.get(key) ?? []).filter(
    (completion) => completion.processId === processId && completion.attempt === attempt,
  );
  const arrived = own.filter(
    ({ at: sentAt, arrived }) => arrived && !(restart && restart.from - sentAt < ON_ITS_WAY_MS),
  );
  if (arrived.length > 0) return undefined;
  if (isSoonAfter(chronicle.kills.get(processId))) return 'killed between effect and complete';
  if (restart) return 'the run was restarted between effect and complete';
  if (isSoonAfter(chronicle.deaths.get(processId))) return 'ended at its time limit between effect and complete';
  return own.length > 0 ? 'no answer to complete until the deadline' : undefined;
}
