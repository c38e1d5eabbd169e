import { DEFAULT_FIRST_RETRY_SECONDS, DEFAULT_MAX_ATTEMPTS } from './backoff.ts';
import { type Processor, REDRIVES, type Webhooks } from './configuration.ts';
import { isName, LONGEST_NAME } from './names.ts';
import { parseArchive } from './parse-archive.ts';
import { FLOW_OPTIONS, parseFlow } from './parse-flow.ts';
import { asRecord, flag, oneOf, refuseUnknown, wholeNumber } from './parse-options.ts';
import { parseSource } from './parse-source.ts';
import { parseTarget } from './target.ts';

/** Everything that is wrong with a configuration, together. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly string[];
  /** Where to mend it. */
  readonly file: string;

  constructor(problems: readonly string[], file = 'bin/webhooks.ts', options?: ErrorOptions) {
    super(`${file} needs mending: ${problems.join('; ')}`, options);
    this.problems = problems;
    this.file = file;
  }
}

/**
 * Checks a configuration of any origin, such as a JSON file.
 * @throws {ConfigurationError} with everything that is wrong
 */
export function parseWebhooks(configuration: unknown): Webhooks {
  const problems: string[] = [];
  const { sources = {}, processors = {}, archive, ...unknown } = asRecord(configuration) ?? {};
  if (!asRecord(configuration)) problems.push('the configuration is not an object with "sources" and "processors"');
  for (const key of Object.keys(unknown)) problems.push(`"${key}" is unknown; allowed: sources, processors, archive`);

  const parsedSources = parseEntries('source', sources, problems, (name, options) =>
    parseSource(name, options, problems),
  );
  const names = Object.keys(asRecord(sources) ?? {});
  if (names.length === 0) problems.push('"sources" names no source');
  const parsedProcessors = parseEntries('processor', processors, problems, (name, options) =>
    parseProcessor(name, options, names, problems),
  );
  const parsedArchive = parseArchive(archive, problems);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { sources: parsedSources, processors: parsedProcessors, ...(parsedArchive && { archive: parsedArchive }) };
}

function parseEntries<T>(
  kind: 'source' | 'processor',
  entries: unknown,
  problems: string[],
  parse: (name: string, options: Readonly<Record<string, unknown>>) => T | undefined,
): Record<string, T> {
  const parsed: Record<string, T> = {};
  const record = asRecord(entries);
  if (!record) problems.push(`"${kind}s" is not an object from names to options`);
  for (const [name, value] of Object.entries(record ?? {})) {
    const options = asRecord(value);
    if (!isName(name)) {
      problems.push(
        `${kind} "${name}": a name is up to ${LONGEST_NAME} lower-case letters, digits and single dashes, from a letter`,
      );
    } else if (!options) {
      problems.push(`${kind} "${name}" is ${JSON.stringify(value)}; it has to be an object, such as {}`);
    } else {
      const entry = parse(name, options);
      if (entry !== undefined) parsed[name] = entry;
    }
  }
  return parsed;
}

const NUMBERS = {
  maxAttempts: [1, 100],
  firstRetrySeconds: [1, 3600],
  timeoutSeconds: [1, 900],
  memoryMb: [128, 10_240],
  batchSize: [1, 10],
  maxConcurrency: [2, 1000],
  maxPerSecond: [1, 500],
  pauseAfter: [2, 1000],
} as const;

function parseProcessor(
  name: string,
  options: Readonly<Record<string, unknown>>,
  sources: readonly string[],
  problems: string[],
): Processor {
  const at = `processor "${name}"`;
  const { on, when, entry, to, redrive, retired, ...rest } = options;
  const isRetired = flag(at, 'retired', retired, problems);
  const allowed = ['on', 'when', 'entry', 'to', 'redrive', 'retired', ...FLOW_OPTIONS, ...Object.keys(NUMBERS)];
  const unknown = Object.fromEntries(Object.entries(rest).filter(([key]) => !allowed.includes(key)));
  refuseUnknown(at, unknown, allowed, problems);
  if (when !== undefined && typeof when !== 'function') problems.push(`${at}: "when" is not a function`);
  if (entry !== undefined && typeof entry !== 'string') problems.push(`${at}: "entry" is not the path of a module`);
  if (entry !== undefined && to !== undefined)
    problems.push(`${at}: "entry" and "to" exclude each other: what its events are handed over to needs no module`);
  const target = parseTarget(at, to, problems);
  const number = (key: keyof typeof NUMBERS) => wholeNumber(at, key, rest[key], NUMBERS[key], problems);
  const maxAttempts = number('maxAttempts') ?? DEFAULT_MAX_ATTEMPTS;
  const batchSize = number('batchSize') ?? 10;
  const maxPerSecond = number('maxPerSecond');
  return {
    name,
    // The sources that it had may be gone before it is.
    on: isRetired ? {} : parseSubscriptions(at, on, sources, problems),
    ...parseFlow(at, rest, { maxAttempts, batchSize }, problems),
    when: when as Processor['when'],
    entry: entry as string | undefined,
    ...(target && { to: target }),
    maxAttempts,
    firstRetrySeconds: number('firstRetrySeconds') ?? DEFAULT_FIRST_RETRY_SECONDS,
    timeoutSeconds: number('timeoutSeconds') ?? 30,
    memoryMb: number('memoryMb') ?? 256,
    batchSize,
    maxConcurrency: number('maxConcurrency') ?? (maxPerSecond && Math.max(2, maxPerSecond)),
    maxPerSecond,
    pauseAfter: number('pauseAfter'),
    redrive: oneOf(at, 'redrive', redrive, REDRIVES, problems) ?? 'safe',
    retired: isRetired || undefined,
  };
}

function parseSubscriptions(
  at: string,
  on: unknown,
  sources: readonly string[],
  problems: string[],
): Record<string, readonly string[]> {
  const subscriptions: Record<string, readonly string[]> = {};
  const record = asRecord(on);
  if (!record || Object.keys(record).length === 0)
    problems.push(`${at}: "on" names no source, such as { stripe: ["*"] }`);
  for (const [source, patterns] of Object.entries(record ?? {})) {
    if (!sources.includes(source))
      problems.push(`${at}: there is no source "${source}"; there are: ${sources.join(', ')}`);
    const list =
      Array.isArray(patterns) &&
      patterns.length > 0 &&
      patterns.every((pattern) => typeof pattern === 'string' && pattern);
    if (list) subscriptions[source] = patterns;
    else
      problems.push(`${at}: "on.${source}" is ${JSON.stringify(patterns)}; it has to list event types, such as ["*"]`);
  }
  return subscriptions;
}
