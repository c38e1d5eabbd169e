import { type Command, InvalidArgumentError } from 'commander';
import { readSoughtField, type Sought, type SoughtField } from '../../core/sought.ts';
import { typedId } from '../../core/tenants.ts';
import { wrongUse } from '../cli-error.ts';
import type { DeploymentOptions } from '../deployment.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import { inputOf } from '../secrets/input-of.ts';
import type { Terminal } from '../terminal.ts';

/** Whose data is to be purged, and how. */
export interface PurgeOptions extends DeploymentOptions {
  readonly config?: string;
  readonly source?: string;
  readonly tenant?: string;
  readonly id: readonly string[];
  readonly match: readonly string[];
  readonly field: readonly SoughtField[];
  readonly dryRun?: boolean;
  readonly confirm?: boolean;
  readonly json?: boolean;
}

/** Adds the options of a purge. */
export const withPurgeOptions = (command: Command): Command =>
  withDeploymentOptions(
    command
      .option('--source <name>', 'only of this source')
      .option('--tenant <name>', 'only of this tenant')
      .option('--id <id...>', 'events with these ids', [])
      .option('--match <text...>', 'whatever holds one of these texts; - reads them from what is piped in', [])
      .option('--field <path=value...>', 'events whose body has this value there, such as customer.id=42', fields, [])
      .option('--dry-run', 'only show the plan')
      .option('--confirm', 'delete what the plan shows')
      .option('--config <file>', 'the configuration with the sources (default: the one that runs)')
      .option('--json', 'print a JSON object'),
  );

function fields(text: string, before: readonly SoughtField[]): readonly SoughtField[] {
  const field = readSoughtField(text);
  if (field) return [...before, field];
  throw new InvalidArgumentError('Allowed: PATH=VALUE, such as customer.id=42 or items.*.email=jo@example.com');
}

/** Most of what is shorter stands somewhere in every body. */
const SHORTEST_TEXT = 5;

const MOST_BYTES = 1_000_000;

/**
 * What the options say is sought.
 * @throws {CliError} when they say nothing, or nearly everything
 */
export async function soughtOf({ tenant, id, match, field }: PurgeOptions, terminal: Terminal): Promise<Sought> {
  const piped = match.includes('-') ? await inputOf(terminal).read(MOST_BYTES) : '';
  const texts = [...match.filter((text) => text !== '-'), ...piped.split('\n')]
    .map((text) => text.trim())
    .filter(Boolean);
  const short = texts.find((text) => text.length < SHORTEST_TEXT);
  if (short !== undefined)
    throw wrongUse(
      `--match ${JSON.stringify(short)} would fit too much: at least ${SHORTEST_TEXT} characters are needed; name a place with --field, such as --field customer.id=${short}`,
    );
  if (id.length + texts.length + field.length === 0)
    throw wrongUse('whose data is to be purged? Say it with --id, --match or --field');
  return { ids: id.map((each) => typedId(tenant, each)), texts, fields: field };
}
