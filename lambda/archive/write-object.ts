import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { archiveKey, archiveLine } from '../../core/archive.ts';
import type { ClaimCheck } from '../../core/claim-check.ts';
import { encodeEnvelope } from '../../core/envelope.ts';
import { inParallel } from '../../core/in-parallel.ts';
import type { PlannedLine, PlannedObject } from './plan-objects.ts';

export interface WriteParts {
  /** Fetches a body that is not in its message; `undefined` when it is not there. */
  readonly fetchBody: (claimCheck: ClaimCheck) => Promise<Buffer | undefined>;
  readonly putObject: (key: string, bytes: Uint8Array) => Promise<void>;
}

/** The lines that an object holds: all but those whose body is gone. */
export interface Written {
  readonly lines: readonly PlannedLine[];
}

const BODIES_AT_ONCE = 8;

const compress = promisify(gzip);

/**
 * Writes an object of the archive, or throws. The same lines always become the same object under the same key, so a batch
 * that comes again as it was is written over itself.
 */
export async function writeObject({ source, hour, lines }: PlannedObject, parts: WriteParts): Promise<Written> {
  const texts = await inParallel(lines, BODIES_AT_ONCE, async ({ facts, body }) => {
    const bytes = Buffer.isBuffer(body) ? body : await parts.fetchBody(body);
    return bytes && archiveLine(encodeEnvelope({ ...facts, replay: undefined }, bytes));
  });
  const held = lines.filter((_, index) => texts[index] !== undefined);
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) return { lines: [] };
  const text = `${texts.filter((line) => line !== undefined).join('\n')}\n`;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const key = archiveKey({ source, hour, from: first.facts.receivedAt, to: last.facts.receivedAt, digest });
  await parts.putObject(key, await compress(text));
  return { lines: held };
}
