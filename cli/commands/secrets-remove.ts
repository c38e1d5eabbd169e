import { type Command, InvalidArgumentError } from 'commander';
import { SECRET_CACHE_SECONDS } from '../../core/secrets.ts';
import { RECOVERY_DAYS } from '../../lambda/aws/recovery-days.ts';
import { failed, wrongUse } from '../cli-error.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import { audited, openAudit } from '../operations/audited.ts';
import { agreed, openTenants } from '../secrets/add-tenant.ts';
import { idOf, type OpenSecret, openSecret, type SecretOptions } from '../secrets/open-secret.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends SecretOptions {
  readonly recoverDays: number;
  readonly yes?: boolean;
}

const { least, most } = RECOVERY_DAYS;

const NOTES = `
What the tenant sends is refused (401) once the verifier's cache is over; events that were accepted are processed all the
same. Until the days are over, "breakwater secrets set SOURCE --tenant NAME" has the tenant back. Secrets of sources are part
of the stack, and go with the source. See docs/tenants.md.

Example:
  breakwater secrets remove shopify --tenant acme --stack Webhooks`;

/** `breakwater secrets remove SOURCE --tenant NAME`: a tenant is one no more. */
export function addSecretsRemoveCommand(secrets: Command, terminal: Terminal): void {
  const command = secrets
    .command('remove')
    .description('remove a tenant: its secret, and so its right to send')
    .argument('<source>', 'the source')
    .requiredOption('--tenant <name>', 'which tenant')
    .option('--recover-days <n>', `how long it can be had back, from ${least} to ${most} days`, parseDays, most)
    .option('--yes', 'remove it without asking')
    .option('--config <file>', 'the configuration with the source (default: the one that runs)')
    .option('--json', 'print a JSON object');
  withDeploymentOptions(command)
    .addHelpText('after', NOTES)
    .action(async (source: string, options: Options) =>
      remove(await openSecret(source, options, terminal), options, terminal),
    );
}

function parseDays(text: string): number {
  const days = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (days >= least && days <= most) return days;
  throw new InvalidArgumentError(`Allowed: whole numbers from ${least} to ${most}`);
}

async function remove(opened: OpenSecret, { recoverDays, yes, json }: Options, terminal: Terminal): Promise<void> {
  const { deployment, name, typed, source, on } = opened;
  if (opened.isCredential) throw wrongUse(`${on} is no tenant: it is part of the stack`);
  const tenants = await openTenants(opened);
  const found = await tenants.find(name);
  if (found === 'absent') throw failed(`there is no secret ${name}, so there is no such tenant`);
  if (found !== 'there') throw failed(`${name} was removed already, and will be gone on ${found.deletedOn}`);
  const fact = `what the tenant ${on} sends will be refused`;
  await agreed(fact, 'remove it', `breakwater secrets remove ${typed}`, yes === true, terminal);
  const operation = { command: 'secrets remove', on, options: { recoverDays: String(recoverDays) }, counts: {} };
  const { until, audit } = await audited(await openAudit(deployment), operation, terminal.err, async () => {
    const until = await tenants.remove(name, recoverDays);
    return { ended: 'done', counts: { secrets: 1 }, until };
  });
  if (json) return terminal.out.write(JSON.stringify({ ...idOf(opened), recoverableUntil: until, audit }));
  const seconds = source.secretCacheSeconds ?? SECRET_CACHE_SECONDS;
  terminal.out.write(`${on} is removed: what it sends is refused within ${seconds} seconds, everywhere`);
  terminal.out.write(`until ${until} it can be had back: breakwater secrets set ${typed}`);
}
