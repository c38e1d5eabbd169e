import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failed, wrongUse } from '../cli-error.ts';
import type { Terminal } from '../terminal.ts';
import type { Section } from './add-entry.ts';
import type { ChangedConfiguration } from './change-configuration.ts';

/** What is to be written, each path as seen from the project's root. */
export interface Scaffold {
  readonly section: Section;
  readonly configuration: string;
  readonly changed: ChangedConfiguration;
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  /** What to do next, for people. */
  readonly next: readonly string[];
  readonly json: boolean | undefined;
}

/**
 * Writes new files and the changed configuration, the configuration last: what it names is there by then.
 * @throws {CliError} when a file is there already, and when the configuration has to be edited by hand
 */
export function writeNew(scaffold: Scaffold, { out, directory }: Terminal): void {
  const { section, configuration, changed, files, next, json } = scaffold;
  const there = Object.keys(files).find((file) => existsSync(join(directory, file)));
  if (there !== undefined) throw wrongUse(`there is a file ${there} already: choose another name, or move it away`);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(directory, dirname(file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }
  const { text, line } = changed;
  if (text !== undefined) writeFileSync(join(directory, configuration), text);
  const written = Object.keys(files);
  if (json) out.write(JSON.stringify({ files: written, configuration, line, edited: text !== undefined }));
  else {
    const made = written.map((file) => `${out.colors.green('created')} ${file}`);
    const edited = text === undefined ? [] : [`${out.colors.green('changed')} ${configuration}: ${line}`];
    const steps = text === undefined ? [] : next.map((step) => `  ${step}`);
    out.write([...made, ...edited, ...(steps.length > 0 ? ['next:', ...steps] : [])].join('\n'));
  }
  if (text === undefined)
    throw failed(
      `${configuration} was left as it is, since its "${section}" is not written as a list that can be added to safely: add to it ${line}`,
    );
}
