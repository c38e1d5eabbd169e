import { decodeEnvelope, type Envelope } from './envelope.ts';

/** The target, next to the processors, that keeps every accepted event; no processor can have the name. */
export const ARCHIVE = '_archive';

/** How events are kept for good. */
export interface Archive {
  readonly retentionDays: number;
}

/** Long enough to look back at the same month of last year. */
export const DEFAULT_ARCHIVE_DAYS = 400;

/** What every key of the archive begins with, of a source, or of an hour of it (`2026-01-31T09`, in UTC). */
export const archivePrefix = (source?: string, hour?: string) =>
  ['archive/', source && `source=${source}/`, source && hour && `hour=${hour}/`].filter(Boolean).join('');

/** The hour that an event is kept under: that of its receipt, RFC 3339 in UTC. */
export const archiveHour = (receivedAt: string) => receivedAt.slice(0, 'YYYY-MM-DDTHH'.length);

/** An object of the archive, as its key tells of it. */
export interface ArchiveEntry {
  readonly source: string;
  readonly hour: string;
  /** When the first and the last event in it were received, RFC 3339. */
  readonly from: string;
  readonly to: string;
  /** What the lines are known by: a batch that is written again is written over. */
  readonly digest: string;
}

/** An object's key. Those of an hour sort by time. */
export const archiveKey = ({ source, hour, from, to, digest }: ArchiveEntry) =>
  `${archivePrefix(source, hour)}${compact(from)}-${compact(to)}-${digest}.ndjson.gz`;

/** What a key says, or `undefined` when it is none of ours. */
export function readArchiveKey(key: string): ArchiveEntry | undefined {
  const [, source = '', hour = '', from = '', to = '', digest] =
    /^archive\/source=([a-z0-9-]+)\/hour=(\d{4}-\d\d-\d\dT\d\d)\/(\d{8}T\d{9}Z)-(\d{8}T\d{9}Z)-([0-9a-f]+)\.ndjson\.gz$/.exec(
      key,
    ) ?? [];
  return digest === undefined ? undefined : { source, hour, from: spread(from), to: spread(to), digest };
}

/** Hadoop, and so Athena, can do nothing with a colon in a file's name. */
const compact = (time: string) => time.replace(/[-:.]/g, '');

const spread = (time: string) =>
  time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/, '$1-$2-$3T$4:$5:$6.$7Z');

/**
 * Line breaks and tabs of a body lie between its JSON tokens, where any other space means the same: so they are written
 * as ones that fit a line, and each can be told from the others. No code is the beginning of another.
 */
const CODES = { '\n': '\t ', '\r': '\t\t ', '\t': '\t\t\t' } as const;
const MEANINGS = new Map(Object.entries(CODES).map(([character, code]) => [code as string, character]));

/** The text of an envelope as one line: the same JSON, and the same bytes once it is read back. */
export const archiveLine = (envelope: string) =>
  envelope.replace(/[\n\r\t]/g, (character) => CODES[character as keyof typeof CODES]);

/**
 * Reads a line of the archive.
 * @throws {SyntaxError} when it holds no event with its body
 */
export function readArchiveLine(line: string): Envelope & { readonly body: Buffer } {
  const text = line.replace(/\t(?: |\t[ \t])/g, (code) => MEANINGS.get(code) ?? code);
  const { facts, body } = decodeEnvelope(text);
  if (!Buffer.isBuffer(body)) throw new SyntaxError('the line refers to a body instead of holding it');
  return { facts, body };
}
