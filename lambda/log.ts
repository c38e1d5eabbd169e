import { LOGGED_FIELDS, type LoggedField } from './logged-fields.ts';
import { oneLine, redactText } from './redact-text.ts';

type LogValue = string | number | boolean | undefined;

/** What a line of the log of our own functions may carry besides its message. */
export type LogFields = Readonly<Partial<Record<LoggedField, LogValue>>>;

interface Levels<Fields> {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

/** A structured log: one JSON object a line, with the fields of `LOGGED_FIELDS` only. */
export interface Log extends Levels<LogFields> {
  /** The same log, with these fields on every line. */
  with(fields: LogFields): Log;
  /**
   * The same log for the code of a processor, which may name fields of its own.
   * @param filter - takes out of a text what is not for logs. @default - nothing
   */
  ofProcessor(filter?: (text: string) => string): ProcessorLog;
}

/**
 * The log that a processor gets. Texts, numbers and truth values are written under any name but one that looks like that
 * of a secret; whatever else a field holds, such as an event's data, is not.
 */
export interface ProcessorLog extends Levels<Readonly<Record<string, LogValue>>> {
  /** The same log, with these fields on every line. */
  with(fields: Readonly<Record<string, LogValue>>): ProcessorLog;
}

type Entry = readonly [name: string, value: unknown];

/** Makes a log that hands each line (without its end) to `write`. */
export function jsonLog(write: (line: string) => void, always: LogFields = {}): Log {
  return {
    ...levels(write, Object.entries(always), ownEntry),
    with: (fields) => jsonLog(write, { ...always, ...fields }),
    ofProcessor: (filter = String) => processorLog(write, Object.entries(always).flatMap(ownEntry), filter),
  };
}

function processorLog(
  write: (line: string) => void,
  always: readonly Entry[],
  filter: (text: string) => string,
): ProcessorLog {
  const entryOf = (entry: Entry) => foreignEntry(entry, filter);
  return {
    ...levels(write, always, entryOf, filter),
    with: (fields) => processorLog(write, [...always, ...Object.entries(fields)], filter),
  };
}

function levels<Fields extends object>(
  write: (line: string) => void,
  always: readonly Entry[],
  entryOf: (entry: Entry) => readonly Entry[],
  filter: (text: string) => string = String,
): Levels<Fields> {
  const at =
    (level: string) =>
    (message: string, fields: object = {}) => {
      const entries = [...always, ...Object.entries(fields)].flatMap(entryOf);
      write(JSON.stringify({ level, message: oneLine(filter(String(message))), ...Object.fromEntries(entries) }));
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

const known: ReadonlySet<string> = new Set(LOGGED_FIELDS);

const ownEntry = ([name, value]: Entry): readonly Entry[] =>
  known.has(name) && isPlain(value) ? [[name, plain(value)]] : [];

const SECRETIVE = /authori[sz]ation|cookie|signature|secret|token|passw|credential|api[-_]?key|private[-_]?key/i;

/** A processor's line cannot pass for another level's, or for one of another message. */
const OURS = ['level', 'message'];

const foreignEntry = ([name, value]: Entry, filter: (text: string) => string): readonly Entry[] => {
  if (value === undefined || OURS.includes(name)) return [];
  if (SECRETIVE.test(name)) return [[oneLine(name), '[not logged]']];
  const said = typeof value === 'string' ? filter(value) : value;
  return [[oneLine(name), isPlain(said) ? plain(said) : `[not logged: ${typeof value}]`]];
};

const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

const plain = (value: unknown) => (typeof value === 'string' ? oneLine(value) : value);

/** The log of a Lambda function. Lambda passes a line on as it is, whereas `console` would wrap it once more. */
export const lambdaLog = () => jsonLog((line) => process.stdout.write(`${line}\n`));

/**
 * An error in a few words, for a log line: without what its message may repeat of a request.
 * @param filter - takes out what else is not for logs. @default - nothing
 */
export const errorText = (error: unknown, filter: (text: string) => string = String) =>
  redactText(filter(error instanceof Error ? `${error.name}: ${error.message}` : String(error)));
