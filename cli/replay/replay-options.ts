import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { Webhooks } from '../../core/index.ts';
import { type ReplayRecord, type ReplaySelection, replayId } from '../../core/replay-record.ts';
import { typedId } from '../../core/tenants.ts';
import type { ReplayLog } from '../../lambda/aws/replay-log.ts';
import { failed, wrongUse } from '../cli-error.ts';
import { parseSince } from '../events/parse-since.ts';
import { knownProcessor } from '../known-processor.ts';
import { knownSource } from '../known-source.ts';
import { sourcesOf } from '../known-tenant.ts';
import { type OperationOptions, withOperationOptions } from '../operations/operation-options.ts';

/** Which events are to run again, as it is typed. */
export interface ReplayOptions extends OperationOptions {
  readonly source?: string;
  readonly tenant?: string;
  readonly type?: string;
  readonly since?: string;
  readonly until?: string;
  readonly processor?: string;
  readonly again?: boolean;
  readonly resume?: string;
}

/** Adds the options that say which events run again. */
export function withReplayOptions(command: Command): Command {
  const moment = (text: string) => parseSince(text, Date.now());
  return withOperationOptions(
    command
      .option('--source <name>', 'only events of this source')
      .option('--tenant <name>', 'only events of this tenant')
      .option('--type <type>', 'only events of this type; * stands for any text')
      .option('--since <time>', 'received then or later: 90s, 15m, 1h, 7d, or a date', moment)
      .option('--until <time>', 'received before then (default: now)', moment)
      .option('--processor <name>', 'only for this processor (default: every one that wants the event)')
      .option('--resume <replay>', 'go on with a replay that was stopped')
      .option('--again', 'once more, although the same was replayed before'),
  );
}

/**
 * What is typed as a selection.
 * @throws {CliError} when it says nothing, or names what is not there
 */
export function selectionOf(
  source: string | undefined,
  given: readonly string[],
  options: ReplayOptions,
  webhooks: Webhooks,
): ReplaySelection {
  const { tenant, type, since, until, processor, limit } = options;
  if (source !== undefined && options.source !== undefined) throw wrongUse('name the source once');
  const name = source ?? options.source;
  if (given.length === 0 && since === undefined && until === undefined)
    throw wrongUse('say which events: a source and ids, or --since and --until; --dry-run shows what it would be');
  if (since !== undefined && until !== undefined && until <= since)
    throw wrongUse(`--until ${until} is not after --since ${since}`);
  if (processor !== undefined) knownProcessor(webhooks, processor);
  const ids = given.length > 0 ? [...new Set(given.map((id) => typedId(tenant, id)))] : undefined;
  const named = name === undefined ? Object.keys(webhooks.sources) : [knownSource(webhooks, name)];
  return { sources: sourcesOf(webhooks, named, tenant), tenant, ids, type, since, until, processor, limit };
}

/**
 * The replay that is meant: one that was begun, or a new one. What is typed a second time is the replay that it was, so
 * that nothing runs twice by mistake.
 * @param select - reads what is typed
 */
export async function replayMeant(
  { resume, again }: ReplayOptions,
  select: () => ReplaySelection,
  log: Pick<ReplayLog, 'read'>,
): Promise<ReplayRecord> {
  if (resume !== undefined) {
    const record = await log.read(resume);
    if (!record) throw failed(`there is no replay "${resume}"; "breakwater audit" lists those that there were`);
    return record;
  }
  const selection = select();
  const id = replayId(selection, again ? randomUUID() : '');
  const startedAt = new Date().toISOString();
  // What comes in from now on belongs to another replay, also when this one goes on later.
  const fixed = { ...selection, until: selection.until ?? (selection.ids ? undefined : startedAt) };
  return (await log.read(id)) ?? { id, selection: fixed, startedAt, state: 'begun', ahead: [], sent: 0 };
}
