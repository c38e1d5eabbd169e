import { setTimeout as wait } from 'node:timers/promises';
import { overwrittenEntries, secretValue } from '../../core/secret-change.ts';
import type { SecretEntry } from '../../core/secrets.ts';
import type { SecretVersion } from '../../lambda/aws/secret-versions.ts';
import { failed } from '../cli-error.ts';
import { audited, openAudit } from '../operations/audited.ts';
import type { Output, Terminal } from '../terminal.ts';
import type { OpenSecret } from './open-secret.ts';

/** What is to be written. */
export interface SecretChange {
  readonly command: 'secrets set' | 'secrets rotate';
  /** What has to be there first. @default - it is there */
  readonly prepare?: (() => Promise<void>) | undefined;
  /** What was typed besides; never a value. */
  readonly options: Readonly<Record<string, string>>;
  /** The version that it was made from. */
  readonly before: SecretVersion | undefined;
  /** The entries, or what stands for itself: a credential. */
  readonly after: readonly SecretEntry[] | string;
  /** What a local sender signs with, where that is another text. */
  readonly signWith?: string | undefined;
}

export interface SecretChanged {
  readonly entries: readonly SecretEntry[];
  /** The id of its audit record. */
  readonly audit: string;
}

type Place = Pick<OpenSecret, 'versions' | 'name' | 'on'>;

/**
 * Writes a secret under a record of who did it, and makes sure that nothing was lost which somebody else wrote in between.
 * @throws {CliError} when somebody else was quicker, or there is no such secret
 */
export async function changeSecret(opened: OpenSecret, change: SecretChange, terminal: Terminal) {
  const { command, options } = change;
  const operation = { command, on: opened.on, options, counts: {} };
  return audited(await openAudit(opened.deployment), operation, terminal.err, async () => {
    await change.prepare?.();
    const entries = await writeSecret(opened, change, terminal.err);
    return { ended: 'done', counts: { secrets: Math.max(entries.length, 1) }, entries };
  });
}

/** Writes a secret without a record of it; `told` hears what else there is to say. */
export async function writeSecret(
  opened: Place,
  change: Pick<SecretChange, 'before' | 'after' | 'signWith'>,
  told: Output,
): Promise<readonly SecretEntry[]> {
  const { before, after, signWith } = change;
  const entries = typeof after === 'string' ? [] : after;
  const id = await put(opened, before, typeof after === 'string' ? after : secretValue(after, signWith));
  const overwritten = await versionBefore(opened, id);
  if (!overwritten || overwritten.id === before?.id) return entries;
  const event = `somebody else changed the secret ${opened.name} in between`;
  if (typeof after === 'string')
    throw failed(`${event}: what they put in is its version ${overwritten.id}; find out which of the two is right`);
  const lost = overwrittenEntries(before?.value, overwritten.value, entries);
  if (lost.length === 0) return entries;
  const merged = [...entries, ...lost];
  await put(opened, { id, value: '', createdAt: undefined }, secretValue(merged, signWith));
  told.write(told.colors.yellow(`${event}: what they put in is kept beside the new one`));
  return merged;
}

async function put({ versions, name, on }: Place, before: SecretVersion | undefined, value: string) {
  const written = await versions.writeAfter(before, name, value);
  if (written === 'absent') throw failed(`there is no secret ${name}: deploy the stack with the source ${on} first`);
  if (written === 'refused')
    throw failed(`somebody else changed the secret ${name} at this moment, and nothing was changed here: try again`);
  return written.written;
}

/** Secrets Manager may show a moment later what was written. */
const LOOKS = 10;
const PAUSE_MS = 200;

/** The version that a written one took the place of. */
async function versionBefore({ versions, name }: Place, id: string): Promise<SecretVersion | undefined> {
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await wait(PAUSE_MS);
    // Read first: whoever writes between the two reads makes the second one say `id` itself.
    const current = await versions.current(name);
    const previous = await versions.previous(name);
    if (current?.id === id && previous?.id !== id) return previous;
  }
  throw failed(`somebody else changed the secret ${name} right after: see "breakwater secrets status", and try again`);
}
