import type { Command } from 'commander';
import { failed, wrongUse } from '../cli-error.ts';
import { findDeployment } from '../deployment.ts';
import { parseCount, withDeploymentOptions } from '../deployment-options.ts';
import { diagnoseAll, diagnoseOne, type Group, openConsultation } from '../doctor/diagnose-kept.ts';
import { describeGroup, groupView, isDiagnosed } from '../doctor/diagnosis-view.ts';
import { type FiledRequest, readDeliveryFile } from '../doctor/read-delivery-file.ts';
import { newestRefused, readKept } from '../doctor/read-kept.ts';
import { knownSource } from '../events/open-events.ts';
import { parseSince } from '../events/parse-since.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { openQuarantine, type QuarantineOptions, selectRequests } from '../quarantine/open-quarantine.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends QuarantineOptions {
  readonly file?: string;
  readonly limit: number;
}

const EXAMPLES = `
It undoes one mistake after the other and checks the signature again: what then verifies is what was wrong, for certain.
It reads the secrets with your own credentials, and prints none of them. Exit code 0 means that something is certain
about each request, 1 that there are only guesses. See docs/doctor.md.

Examples:
  breakwater doctor
  breakwater doctor --source stripe --since 1h --stack Webhooks
  breakwater doctor JKJaXmPLvHcESHA=
  breakwater doctor --file request.json`;

/** `breakwater doctor`: which mistake made a signature fail. */
export function addDoctorCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('doctor')
    .description('find out why requests were refused, and how to mend it')
    .argument('[request]', 'the id of a kept request (default: the newest ones, put together by what is wrong)')
    .option('--source <name>', 'only of this source')
    .option('--file <file>', 'a request in a file: as the quarantine keeps it, or an event of API Gateway')
    .option('--since <time>', 'only received since then: 90s, 15m, 1h, 7d, or a date', (text) =>
      parseSince(text, Date.now()),
    )
    .option('--limit <n>', 'the newest so many of each source', parseCount, 50)
    .option('--config <file>', 'the configuration with the sources (default: the one that runs)')
    .option('--json', 'print a JSON array');
  withDeploymentOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((request: string | undefined, options: Options) => doctor(request, options, terminal));
}

async function doctor(request: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  const { out, err } = terminal;
  if (request !== undefined && options.file !== undefined)
    throw wrongUse('a request and --file were given: the doctor sees one of them at a time');
  const { groups, deployment } =
    options.file === undefined
      ? await examineKept(request, options, terminal)
      : await examineFile(options.file, options, terminal);
  if (options.json) out.write(JSON.stringify(groups.map(groupView)));
  else if (groups.length === 0) err.write(`no request was refused and kept in ${deployment.name}`);
  else
    out.write(
      groups.map((group) => describeGroup(group, { ...deployment, ...stackOf(options) }, out.colors)).join('\n\n'),
    );
  const unknown = groups.filter(({ diagnosis }) => !isDiagnosed(diagnosis));
  if (unknown.length > 0)
    throw failed(
      `nothing is certain about the cause of ${unknown.length === 1 ? 'one group of requests' : `${unknown.length} groups of requests`}: see what may be wrong with them`,
    );
}

const stackOf = ({ stack }: Options) => (stack === undefined ? {} : { stack });

async function examineFile(file: string, options: Options, { directory }: Terminal) {
  const deployment = await findDeployment(options);
  const webhooks = await loadConfiguration(directory, options.config ?? deployment.configuration);
  const read = readDeliveryFile(directory, file, deployment.webhookUrl);
  const request = { ...read, source: knownSource(webhooks, options.source ?? read.source) };
  const diagnosis = await diagnoseOne(request, await openConsultation(deployment, webhooks));
  return { deployment, groups: [{ source: request.source, requests: [request], diagnosis }] };
}

async function examineKept(id: string | undefined, options: Options, terminal: Terminal) {
  const opened = await openQuarantine(terminal.directory, options);
  const { deployment, webhooks, sources } = opened;
  const consultation = await openConsultation(deployment, webhooks);
  if (id !== undefined) {
    const requests = await readKept(await selectRequests(opened, [id], options, terminal), opened);
    const [request] = requests;
    if (!request) throw failed(`the request ${id} is gone, or damaged`);
    const others = await newestRefused(request.source, opened, options);
    return { deployment, groups: [await only(request, diagnoseOne(request, consultation, others))] };
  }
  const groups: Group[] = [];
  for (const source of sources)
    groups.push(...(await diagnoseAll(await newestRefused(source, opened, options), consultation)));
  return { deployment, groups };
}

const only = async (request: FiledRequest, diagnosis: Promise<Group['diagnosis']>): Promise<Group> => ({
  source: request.source,
  requests: [request],
  diagnosis: await diagnosis,
});
