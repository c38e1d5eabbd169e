import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { takesRequests } from '../../core/configuration.ts';
import { secretEntries, signingSecret } from '../../core/secrets.ts';
import { type AddressedSource, tenantPath } from '../../core/tenants.ts';
import { failed, wrongUse } from '../cli-error.ts';
import { type Deployment, type DeploymentOptions, findDeployment } from '../deployment.ts';
import { parseCount, withDeploymentOptions } from '../deployment-options.ts';
import { knownAddress } from '../known-tenant.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { localTime, paintHttpStatus } from '../paint.ts';
import { readOptionFile } from '../read-option-file.ts';
import type { Output, Terminal } from '../terminal.ts';
import { preparePartnerEvent, putPartnerEvent } from '../trigger/partner-event.ts';
import { type PreparedDelivery, prepareDelivery } from '../trigger/prepare-delivery.ts';
import { type SentAnswer, sendDelivery } from '../trigger/send-delivery.ts';
import { TAMPERINGS, type Tampering } from '../trigger/tamper.ts';

interface Options extends DeploymentOptions {
  readonly tenant?: string;
  readonly payload?: string;
  readonly tamper?: Tampering;
  readonly repeat: number;
  readonly config?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Without TYPE it sends the first of the provider's samples. Exit code 0 means that the answer was the right one: 2xx, or
401 with --tamper.

Examples:
  breakwater trigger stripe payment_intent.succeeded
  breakwater trigger stripe --repeat 3
  breakwater trigger github --tamper signature
  breakwater trigger shopify orders/create --tenant acme
  breakwater trigger acme --payload order.json --stack Webhooks`;

/** `breakwater trigger`: plays the provider. */
export function addTriggerCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('trigger')
    .description('send a realistic event, signed with the secret of its source')
    .argument('<source>', 'the source to send it to')
    .argument('[type]', 'the type of the event')
    .option('--tenant <name>', 'whose event it is, of a source with tenants')
    .option('--payload <file>', 'send the bytes of this file as the body')
    .addOption(new Option('--tamper <what>', 'make one thing wrong: it has to be refused').choices(TAMPERINGS))
    .option('--repeat <n>', 'send the very same event so many times', parseCount, 1)
    .option('--config <file>', 'the configuration with the source (default: the one that runs)')
    .option('--json', 'print a JSON object for each answer, a line each');
  withDeploymentOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((source: string, type: string | undefined, options: Options) => trigger(source, type, options, terminal));
}

async function trigger(name: string, type: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  const { out, directory } = terminal;
  const payload =
    options.payload === undefined ? undefined : readOptionFile('--payload', resolve(directory, options.payload));
  const deployment = await findDeployment(options);
  const webhooks = await loadConfiguration(directory, options.config ?? deployment.configuration);
  const source = knownAddress(webhooks, name, options.tenant);
  const way = takesRequests(source) ? byWebhook : byEventBridge;
  const { stack } = options;
  const { prepared, send } = await way({ source, type, payload, tampering: options.tamper, deployment, stack });
  const path = tenantPath(name, source.tenant);

  const unexpected: number[] = [];
  for (let sent = 0; sent < options.repeat; sent++) {
    const answer = await send();
    const lines = options.json ? [toJson(source, prepared, answer)] : describe(path, prepared, answer, out.colors);
    for (const line of lines) out.write(line);
    if (!isExpected(answer, options.tamper)) unexpected.push(answer.status);
  }
  if (unexpected.length === 0) return;
  const wanted = options.tamper ? '401' : '2xx';
  throw failed(`${deployment.name} answered ${[...new Set(unexpected)].join(', ')} where ${wanted} was to be expected`);
}

interface Triggered {
  readonly source: AddressedSource;
  readonly type: string | undefined;
  readonly payload: Buffer | undefined;
  readonly tampering: Tampering | undefined;
  readonly deployment: Deployment;
  readonly stack: string | undefined;
}

async function byWebhook({ source, deployment, stack, ...event }: Triggered) {
  const url = `${deployment.webhookUrl}/${tenantPath(source.name, source.tenant)}`;
  const secrets = await readSecrets(deployment, source, stack);
  const prepared = await prepareDelivery({ source, url, ...event, ...secrets, now: Date.now() });
  return { prepared, send: () => sendDelivery(prepared.delivery, deployment.origin) };
}

async function byEventBridge({ source, type, payload, tampering, deployment }: Triggered) {
  if (tampering)
    throw wrongUse(`--tamper breaks what is signed, and the events of "${source.name}" come by EventBridge, unsigned`);
  const prepared = preparePartnerEvent(source, type, payload, Date.now());
  return { prepared, send: () => putPartnerEvent(source, prepared, deployment) };
}

const isExpected = ({ status }: SentAnswer, tampering: Tampering | undefined) =>
  tampering ? status === 401 : status >= 200 && status < 300;

/** The value of the source's secret, and the first secret in it that can be used now. */
async function readSecrets(
  { aws, secretPrefix }: Deployment,
  { name: source, tenant, provider }: AddressedSource,
  stack: string | undefined,
) {
  const name = tenantPath(source, tenant);
  // The SDK takes longer to load than everything else here together.
  const { openSecrets } = await import('../../lambda/aws/secrets.ts');
  const secretValue = (await openSecrets(aws).read(secretPrefix + name)) ?? '';
  const live = secretEntries(secretValue).find(
    ({ text, notAfter }) => notAfter >= Date.now() && provider.scheme.key(text),
  );
  if (live) return { secretValue, secret: signingSecret(secretValue) ?? live.text };
  const whose = `${source}${tenant === undefined ? '' : ` --tenant ${tenant}`}`;
  const remedy = `breakwater secrets set ${whose}${stack === undefined ? '' : ` --stack ${stack}`}`;
  throw failed(
    `the secret ${secretPrefix}${name} holds nothing that ${provider.name} could sign with: set it with "${remedy}"`,
  );
}

const toJson = (
  { name, tenant }: AddressedSource,
  { event: { id, type } }: PreparedDelivery,
  { status, body, ms }: SentAnswer,
) => JSON.stringify({ source: name, tenant, type, id, status, answer: body, ms });

function describe(
  source: string,
  { event }: PreparedDelivery,
  { status, body, ms }: SentAnswer,
  colors: Output['colors'],
) {
  const time = colors.dim(localTime(new Date()));
  const said: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'status') : body;
  const words = typeof said === 'string' ? said.slice(0, 80).replace(/\s+/g, ' ') : JSON.stringify(body);
  return [
    `${time}   --> ${colors.bold(event.type ?? 'unreadable')} [${event.id ?? 'no id'}] ${source}`,
    `${time}  <--  ${paintHttpStatus(status, colors)} ${words || 'empty answer'} ${colors.dim(`(${ms} ms)`)}`,
  ];
}
