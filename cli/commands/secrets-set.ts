import type { Command } from 'commander';
import { changedEntries } from '../../core/secret-change.ts';
import { liveKeys, readKeys, secretEntries } from '../../core/secrets.ts';
import { failed, wrongUse } from '../cli-error.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import { addTenant, openTenants } from '../secrets/add-tenant.ts';
import { changeSecret } from '../secrets/change-secret.ts';
import { newId } from '../secrets/choose-secret.ts';
import { inputOf } from '../secrets/input-of.ts';
import { idOf, type OpenSecret, openSecret, type SecretOptions } from '../secrets/open-secret.ts';
import { readNewSecret, refuseTyped } from '../secrets/read-new-secret.ts';
import { refuseUnfit } from '../secrets/refuse-unfit.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends SecretOptions {
  readonly replace?: boolean;
  readonly yes?: boolean;
}

const NOTES = `
It asks for the secret without showing it, or takes what is piped in; on the command line it is refused. A secret that the
provider cannot have is refused too, with what is wrong about it. The verifier has it within a second. SOURCE/api is what a
source's provider is asked with (docs/reconciliation.md). A tenant that has no secret yet is added by it, and has it within
ten seconds (docs/tenants.md). See docs/secrets.md.

Examples:
  breakwater secrets set stripe
  breakwater secrets set stripe --stack Webhooks < stripe-secret.txt
  breakwater secrets set github/api --stack Webhooks --replace
  breakwater secrets set shopify --tenant acme --yes --stack Webhooks < acme-secret.txt`;

/** `breakwater secrets set SOURCE`: gives a source the secret that its provider signs with. */
export function addSecretsSetCommand(secrets: Command, terminal: Terminal): void {
  const command = secrets
    .command('set')
    .description('give a source the secret that its provider signs with')
    .argument('<source>', 'the source, or SOURCE/api for what its provider is asked with')
    .option('--tenant <name>', 'whose secret it is, of a source with tenants')
    .option('--yes', 'add the tenant if it is new, without asking')
    .option('--replace', 'take out at once the secret that is in use')
    .option('--config <file>', 'the configuration with the source (default: the one that runs)')
    .option('--json', 'print a JSON object')
    .allowExcessArguments()
    .allowUnknownOption();
  withDeploymentOptions(command)
    .addHelpText('after', NOTES)
    .action(async (source: string, options: Options) => {
      refuseTyped(command.args.slice(1), 'secrets set');
      await setSecret(await openSecret(source, options, terminal), options, terminal);
    });
}

async function setSecret(opened: OpenSecret, { replace, yes, json }: Options, terminal: Terminal): Promise<void> {
  const { on, typed, isCredential, source, versions, name } = opened;
  const before = await versions.current(name);
  const isInUse = isCredential
    ? Boolean(before?.value.trim())
    : liveKeys(readKeys(before?.value, source.provider.scheme), Date.now()).length > 0;
  if (isInUse && !replace) {
    const gentle = isCredential ? '' : `"breakwater secrets rotate ${typed}" keeps it for a while, and `;
    throw failed(`${on} has a secret that is in use: ${gentle}--replace takes it out at once`);
  }
  const isTenants = source.tenant !== undefined && before === undefined;
  const prepare = isTenants ? await addTenant(opened, await openTenants(opened), yes === true, terminal) : undefined;
  const given = await readNewSecret(typed, inputOf(terminal));
  const options: Record<string, string> = replace ? { replace: 'yes' } : {};
  const after = isCredential ? given : entriesOf(given, opened);
  const change = { command: 'secrets set', options, before, after, prepare } as const;
  const { entries, audit } = await changeSecret(opened, change, terminal);
  const ids = entries.map(({ id }) => id);
  if (json) return terminal.out.write(JSON.stringify({ ...idOf(opened), secrets: ids, audit }));
  terminal.out.write(`${on} has its secret${ids.length > 0 ? ` (${ids.join(', ')})` : ''}`);
}

/** Some providers sign with several at once: those come as the JSON that is stored. */
function entriesOf(given: string, opened: OpenSecret) {
  const texts = secretEntries(given).map(({ text }) => text);
  if (texts.length === 0) throw wrongUse('{"secrets":[…]} has no secret in it');
  for (const text of texts) refuseUnfit(text, opened);
  return changedEntries([], {
    added: texts.map((text) => ({ text, id: newId() })),
    now: Date.now(),
    newId,
    isUsable: () => true,
  });
}
