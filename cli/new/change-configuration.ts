import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Webhooks } from '../../core/index.ts';
import { isName, LONGEST_NAME } from '../../core/names.ts';
import { wrongUse } from '../cli-error.ts';
import { loadConfigurationText } from '../load-configuration.ts';
import { addEntry, entryText, type Language, type NewEntry, type Section } from './add-entry.ts';

/** A configuration with one more entry. */
export interface ChangedConfiguration {
  /** The entry as it stands in it, with a comma. */
  readonly line: string;
  /** The whole text; absent when it cannot be edited without harm. */
  readonly text?: string;
}

const languageOf = (file: string): Language => (file.endsWith('.json') ? 'json' : 'script');

/** Adds an entry to a configuration, and makes sure that it then loads, has this one more, and is otherwise the same. */
export async function changeConfiguration(
  directory: string,
  file: string,
  entry: NewEntry,
): Promise<ChangedConfiguration> {
  const before = readFileSync(join(directory, file), 'utf8');
  const language = languageOf(file);
  const line = `${entryText(entry, language)},`;
  const text = addEntry(before, entry, language);
  if (text === undefined) return { line };
  const load = (content: string) => loadConfigurationText(directory, file, content);
  const [old, changed] = await Promise.all([load(before), load(text).catch(() => undefined)]);
  return changed && isOneMore(old, changed, entry) ? { line, text } : { line };
}

function isOneMore(before: Webhooks, after: Webhooks, { section, name }: NewEntry): boolean {
  const { [name]: added, ...rest } = after[section];
  return added !== undefined && JSON.stringify({ ...after, [section]: rest }) === JSON.stringify(before);
}

/**
 * Makes sure that something new can be called so.
 * @throws {CliError} when it is no name, or there is one of that name
 */
export function refuseName(section: Section, name: string, webhooks: Webhooks): void {
  const kind = section === 'sources' ? 'source' : 'processor';
  if (!isName(name))
    throw wrongUse(
      `a ${kind} cannot be called "${name}"; allowed are up to ${LONGEST_NAME} lower-case letters, digits and single dashes, from a letter, such as record-payment`,
    );
  const names = Object.keys(webhooks[section]);
  if (names.includes(name))
    throw wrongUse(`there is a ${kind} "${name}" already; names that are taken: ${names.join(', ')}`);
}
