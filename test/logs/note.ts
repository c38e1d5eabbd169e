import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = process.env.BREAKWATER_TEST_LOGS;

/** Notes something for the scan of a test run that is watched; does nothing in any other. */
function note(name: 'output' | 'private', entry: object): void {
  if (directory) appendFileSync(join(directory, `${name}-${process.pid}.ndjson`), `${JSON.stringify(entry)}\n`);
}

/** Notes a secret, which no command and no function may write anywhere. */
export const noteSecret = (value: string) => note('private', { kind: 'secret', value: value.trim() });

/** Notes what a run of functions has reported. */
export const noteReport = (text: string) => note('output', { what: 'a run in a test', text });
