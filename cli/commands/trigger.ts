import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type AddressedSource, tenantPath } from '../../core/tenants.ts';
import { failed } from '../cli-error.ts';
import { type DeploymentOptions, findDeployment } from '../deployment.ts';
import { parseCount, withDeploymentOptions } from '../deployment-options.ts';
import { knownAddress } from '../known-tenant.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { localTime, paintHttpStatus } from '../paint.ts';
import { readOptionFile } from '../read-option-file.ts';
import type { Output, Terminal } from '../terminal.ts';
import { makeEvent } from '../trigger/make-event.ts';
import type { PreparedDelivery } from '../trigger/prepare-delivery.ts';
import { isExpected, type SentAnswer } from '../trigger/send-delivery.ts';
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
  const { prepared, send } = await makeEvent({ source, type, payload, tampering: options.tamper, deployment });
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
