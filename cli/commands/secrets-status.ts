import type { Command } from 'commander';
import { inParallel } from '../../core/in-parallel.ts';
import { tenantPath } from '../../core/tenants.ts';
import { failed, wrongUse } from '../cli-error.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import { openSecrets, type SecretOptions } from '../secrets/open-secret.ts';
import { openStatusParts } from '../secrets/open-status-parts.ts';
import { openActivity, SAYS, type SecretStatus, secretStatus, troubleOf } from '../secrets/secret-status.ts';
import { secretsMeant } from '../secrets/secrets-meant.ts';
import { table } from '../table.ts';
import type { Output, Terminal } from '../terminal.ts';

const AT_ONCE = 8;

const NOTES = `
Secrets go by names such as k3f9a2, made at random: nothing of their text is shown. Which one was last used is known of a
source's newest 500 events. Exit code 1 when a secret is missing or useless, or when in the last hour something was signed
with one whose time is over. See docs/secrets.md.

Examples:
  breakwater secrets status
  breakwater secrets status stripe --stack Webhooks --json`;

/** `breakwater secrets status [SOURCE]`: which secrets there are, until when, and which are in use. */
export function addSecretsStatusCommand(secrets: Command, terminal: Terminal): void {
  const command = secrets
    .command('status')
    .description('show which secrets there are, until when, and which are in use')
    .argument('[source]', 'which source, or SOURCE/api (default: all)')
    .option('--tenant <name>', 'only this tenant of the source (default: all that it has)')
    .option('--config <file>', 'the configuration with the sources (default: the one that runs)')
    .option('--json', 'print a JSON array');
  withDeploymentOptions(command)
    .addHelpText('after', NOTES)
    .action((source: string | undefined, options: SecretOptions) => showStatus(source, options, terminal));
}

async function showStatus(on: string | undefined, options: SecretOptions, terminal: Terminal): Promise<void> {
  const { out } = terminal;
  const opened = await openSecrets(options, terminal);
  if (on === undefined && options.tenant !== undefined) throw wrongUse('--tenant belongs to a source: name it too');
  const wanted = await secretsMeant(on, options.tenant, opened);
  const parts = openActivity(await openStatusParts(opened.deployment));
  const statuses = await inParallel(wanted, AT_ONCE, (secret) => secretStatus(secret, parts));
  if (options.json) out.write(JSON.stringify(statuses));
  else out.write(table(HEADS, statuses.flatMap(rowsOf), out.colors));
  for (const { source, tenant, expiredTried } of statuses)
    if (expiredTried.requests > 0)
      terminal.err.write(tried(tenantPath(source, tenant), expiredTried, terminal.err.colors));
  const troubles = statuses.map(troubleOf).filter((trouble) => trouble !== undefined);
  if (troubles.length > 0) throw failed(troubles.join('; '));
}

const HEADS = ['source', 'state', 'secret', 'since', 'good until', 'last used'];

function rowsOf({ source: name, tenant, state, secrets, lastMatched, changedAt }: SecretStatus): string[][] {
  const source = tenantPath(name, tenant);
  if (secrets.length === 0) return [[source, SAYS[state], '', time(changedAt), '', '']];
  return secrets.map((each, index) => [
    index === 0 ? source : '',
    SAYS[each.state],
    each.secret,
    time(each.since ?? (secrets.length === 1 ? changedAt : undefined)),
    time(each.notAfter),
    time(each.lastUsed) + (each.secret === lastMatched ? ' (the last one)' : ''),
  ]);
}

/** To the second: `2026-01-31 09:00:00Z`. */
const time = (moment: string | undefined) => (moment === undefined ? '-' : `${moment.slice(0, 19).replace('T', ' ')}Z`);

const tried = (source: string, { requests, last }: SecretStatus['expiredTried'], colors: Output['colors']) =>
  colors.yellow(
    `${source}: ${requests} ${requests === 1 ? 'request' : 'requests'} of the last hour had the signature of a secret whose time is over, the last one at ${time(last)}; "breakwater quarantine list --source ${source.replace('/', ' --tenant ')}" has them`,
  );
