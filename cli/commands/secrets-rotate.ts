import type { Command } from 'commander';
import { changedEntries } from '../../core/secret-change.ts';
import { SECRET_CACHE_SECONDS, type SecretEntry, secretEntries } from '../../core/secrets.ts';
import type { SecretVersion } from '../../lambda/aws/secret-versions.ts';
import { failed, wrongUse } from '../cli-error.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import { changeSecret, type SecretChanged } from '../secrets/change-secret.ts';
import { type ChosenSecret, chooseSecret, newId } from '../secrets/choose-secret.ts';
import { inputOf } from '../secrets/input-of.ts';
import { idOf, type OpenSecret, openSecret, type SecretOptions } from '../secrets/open-secret.ts';
import { parseOverlap } from '../secrets/parse-overlap.ts';
import { readNewSecret, refuseTyped } from '../secrets/read-new-secret.ts';
import { refuseUnfit } from '../secrets/refuse-unfit.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends SecretOptions {
  /** In milliseconds. */
  readonly overlap?: number;
  readonly now?: boolean;
  readonly generate?: boolean;
}

/** As long as Stripe, Svix and most others sign with both. */
const OVERLAP_MS = 86_400_000;

const NOTES = `
The new secret is good within a second, the old ones until the overlap is over: nothing is deployed, and no event is lost.
The secret is asked for without being shown, or taken from what is piped in. With --generate, which is for providers that
are told a secret of ours, a new one is made and printed once, and nothing else is printed there. See docs/secrets.md.

Examples:
  breakwater secrets rotate stripe --stack Webhooks
  breakwater secrets rotate github --generate --overlap 1h --stack Webhooks
  breakwater secrets rotate stripe --now --stack Webhooks
  breakwater secrets rotate shopify --tenant acme --stack Webhooks`;

/** `breakwater secrets rotate SOURCE`: a new secret beside the old one, which ends by itself. */
export function addSecretsRotateCommand(secrets: Command, terminal: Terminal): void {
  const command = secrets
    .command('rotate')
    .description('give a source a new secret, and keep the old one for a while')
    .argument('<source>', 'the source')
    .option('--tenant <name>', 'whose secret it is, of a source with tenants')
    .option('--overlap <time>', 'how long the old secret stays good (default: 24h)', parseOverlap)
    .option('--now', 'take the old secret out at once, since it has leaked')
    .option('--generate', 'make the new secret up, and print it')
    .option('--config <file>', 'the configuration with the source (default: the one that runs)')
    .option('--json', 'print a JSON object')
    .allowExcessArguments()
    .allowUnknownOption();
  withDeploymentOptions(command)
    .addHelpText('after', NOTES)
    .action(async (source: string, options: Options) => {
      refuseTyped(command.args.slice(1), 'secrets rotate');
      if (options.now && options.overlap !== undefined)
        throw wrongUse('--now takes the old secret out at once and --overlap keeps it: give one of them');
      await rotate(await openSecret(source, options, terminal), options, terminal);
    });
}

async function rotate(opened: OpenSecret, options: Options, terminal: Terminal): Promise<void> {
  const { on, typed, versions, name, isCredential, source } = opened;
  if (isCredential) throw wrongUse(`only one ${on} is used at a time: breakwater secrets set ${on} --replace`);
  const before = await versions.current(name);
  const old = secretEntries(before?.value ?? '').filter(({ text, notAfter }) => {
    return notAfter >= Date.now() && source.provider.scheme.key(text) !== undefined;
  });
  if (old.length === 0) throw failed(`${on} has no secret that could be rotated: breakwater secrets set ${typed}`);
  const chosen: ChosenSecret = options.generate
    ? chooseSecret(opened)
    : { text: await readNewSecret(typed, inputOf(terminal)) };
  refuseUnfit(chosen.text, opened);
  if (old[0]?.text === chosen.text && old[0].notAfter === Number.POSITIVE_INFINITY)
    throw failed(`that is the secret of ${on} already: make a new one at the provider first`);
  const entries = nextEntries(before, chosen, options, opened);
  const said: Record<string, string> = options.now ? { now: 'yes' } : { overlap: `${overlapOf(options) / 1000}s` };
  const { signWith } = chosen;
  const change = { command: 'secrets rotate', options: said, before, after: entries, signWith } as const;
  report(opened, await changeSecret(opened, change, terminal), chosen, options, terminal);
}

const overlapOf = ({ overlap = OVERLAP_MS }: Options) => overlap;

function nextEntries(
  before: SecretVersion | undefined,
  { text }: ChosenSecret,
  options: Options,
  { source }: OpenSecret,
): SecretEntry[] {
  const now = Date.now();
  return changedEntries(secretEntries(before?.value ?? ''), {
    added: [{ text, id: newId() }],
    keepUntil: options.now ? undefined : now + overlapOf(options),
    now,
    newId,
    isUsable: (old) => source.provider.scheme.key(old) !== undefined,
  });
}

function report(
  opened: OpenSecret,
  { entries, audit }: SecretChanged,
  { text }: ChosenSecret,
  { generate, json, now }: Options,
  { out, err }: Terminal,
): void {
  const { on, source } = opened;
  const [added, ...kept] = entries.map(({ id, notAfter }) => ({
    secret: id,
    ...(Number.isFinite(notAfter) && { notAfter: new Date(notAfter).toISOString() }),
  }));
  const generated = generate ? { generated: text } : {};
  if (json) {
    out.write(JSON.stringify({ ...idOf(opened), secret: added?.secret, kept, ...generated, audit }));
    return;
  }
  const say = generate ? err : out;
  say.write(`${on} has the new secret ${added?.secret}`);
  for (const { secret, notAfter } of kept) say.write(`${secret} stays good ${notAfter ? `until ${notAfter}` : 'too'}`);
  if (now)
    say.write(`the old one is refused within ${source.secretCacheSeconds ?? SECRET_CACHE_SECONDS} seconds, everywhere`);
  if (generate) out.write(text);
}
