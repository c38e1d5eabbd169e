import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { AuditRecord } from '../../core/audit.ts';
import type { AuditLog } from '../../lambda/aws/audit-log.ts';
import { failed } from '../cli-error.ts';
import type { Deployment } from '../deployment.ts';
import type { Output } from '../terminal.ts';

/** What is about to be done. */
export type Operation = Pick<AuditRecord, 'command' | 'on' | 'options' | 'counts'>;

/** How it ended; the counts are added to those of the operation. */
export interface Ending {
  readonly ended: 'done' | 'stopped' | 'failed';
  readonly counts: Readonly<Record<string, number>>;
  readonly error?: string | undefined;
}

/** Where operations are noted, and who does them. */
export interface Audit {
  readonly log: Pick<AuditLog, 'write'>;
  readonly who: string;
}

/** Opens the audit log of a deployment. */
export async function openAudit({ ledgerTable, aws, isLocal }: Deployment): Promise<Audit> {
  // The SDK takes longer to load than everything else here together.
  const [{ openAuditLog }, { callerArn }] = await Promise.all([
    import('../../lambda/aws/audit-log.ts'),
    import('../../lambda/aws/caller.ts'),
  ]);
  return { log: openAuditLog(ledgerTable, aws), who: isLocal ? userName() : await callerArn(aws) };
}

/**
 * Does what an operator asked for, and leaves a record of it: one before, so that a killed operation is known too, and
 * the same one with its end. Without the first nothing is done.
 * @returns what `work` returns, and the id of the record
 */
export async function audited<Result extends Ending>(
  { log, who }: Audit,
  operation: Operation,
  { write, colors }: Output,
  work: () => Promise<Result>,
): Promise<Result & { readonly audit: string }> {
  const begun: AuditRecord = { ...operation, id: randomUUID(), who, startedAt: now(), ended: 'begun' };
  await log.write(begun).catch((error) => {
    throw failed(`nothing was done, since no record of it could be written to the ledger's table: ${textOf(error)}`);
  });
  const end = async ({ ended, counts, error }: Ending) => {
    const record = { ...begun, endedAt: now(), ended, counts: { ...begun.counts, ...counts }, error };
    // What was done stays done.
    await log.write(record).catch((reason) => write(colors.yellow(`its record was not completed: ${textOf(reason)}`)));
  };
  try {
    const result = await work();
    await end(result);
    return { ...result, audit: begun.id };
  } catch (error) {
    await end({ ended: 'failed', counts: {}, error: textOf(error) });
    throw error;
  }
}

/** What was typed, for a record: values that are there, as text; a list as its first few. */
export function typedOptions(options: object): Record<string, string> {
  const texts = Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) return [];
    return [[name, Array.isArray(value) ? listText(value) : String(value)]];
  });
  return Object.fromEntries(texts);
}

const MOST_LISTED = 5;

const listText = (values: readonly unknown[]) =>
  values.length > MOST_LISTED
    ? `${values.slice(0, MOST_LISTED).join(' ')} and ${values.length - MOST_LISTED} more`
    : values.join(' ');

const now = () => new Date().toISOString();

const textOf = (error: unknown) => (error instanceof Error ? error.message || error.name : String(error));

/** Some containers run as a user that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
