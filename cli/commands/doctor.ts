import type { Command } from 'commander';
import { failed, wrongUse } from '../cli-error.ts';
import { type Deployment, findDeployment } from '../deployment.ts';
import { parseCount, withDeploymentOptions } from '../deployment-options.ts';
import { type Checked, checkInstallation, describeCheck, openInstallation } from '../doctor/check-installation.ts';
import { CHECKS } from '../doctor/checks/index.ts';
import { diagnoseAll, diagnoseOne, type Group, openConsultation } from '../doctor/diagnose-kept.ts';
import { describeGroup, groupView, isDiagnosed } from '../doctor/diagnosis-view.ts';
import { type FiledRequest, readDeliveryFile } from '../doctor/read-delivery-file.ts';
import { newestRefused, readKept } from '../doctor/read-kept.ts';
import { parseSince } from '../events/parse-since.ts';
import { knownAddress } from '../known-tenant.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { openQuarantine, type QuarantineOptions, selectRequests } from '../quarantine/open-quarantine.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends QuarantineOptions {
  readonly file?: string;
  readonly limit: number;
}

const EXAMPLES = `
Without a request, --file, --source or --since it looks at the installation first: Node, project, AWS, deployment, secrets.

About a request it undoes one mistake after the other and checks the signature again: what then verifies is what was wrong, for certain.
It reads the secrets with your own credentials, and prints none of them. Exit code 0 means that something is certain
about each request and the installation is sound, 1 that there are only guesses or something is to be mended. See docs/doctor.md.

Examples:
  breakwater doctor
  breakwater doctor --source stripe --since 1h --stack Webhooks
  breakwater doctor JKJaXmPLvHcESHA=
  breakwater doctor --file request.json`;

/** `breakwater doctor`: which mistake made a signature fail. */
export function addDoctorCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('doctor')
    .description('check the installation, and find out why requests were refused and how to mend it')
    .argument('[request]', 'the id of a kept request (default: the newest ones, put together by what is wrong)')
    .option('--source <name>', 'only of this source')
    .option('--tenant <name>', 'only of this tenant')
    .option('--file <file>', 'a request in a file: as the quarantine keeps it, or an event of API Gateway')
    .option('--since <time>', 'only received since then: 90s, 15m, 1h, 7d, or a date', (text) =>
      parseSince(text, Date.now()),
    )
    .option('--limit <n>', 'the newest so many of each source', parseCount, 50)
    .option('--config <file>', 'the configuration with the sources (default: the one that runs)')
    .option('--json', 'print a JSON array; with the installation, an object with "checks" and "refused"');
  withDeploymentOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((request: string | undefined, options: Options) => doctor(request, options, terminal));
}

async function doctor(request: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  const { out } = terminal;
  if (request !== undefined && options.file !== undefined)
    throw wrongUse('a request and --file were given: the doctor sees one of them at a time');
  const isNarrow = [request, options.file, options.source, options.since].some((given) => given !== undefined);
  if (!isNarrow) return doctorEverything(options, terminal);
  const examined =
    options.file === undefined
      ? await examineKept(request, options, terminal)
      : await examineFile(options.file, options, terminal);
  if (options.json) out.write(JSON.stringify(examined.groups.map(groupView)));
  else tellGroups(examined, terminal);
  judge(examined.groups);
}

/** The installation first: where there is no deployment, there are no requests either. */
async function doctorEverything(options: Options, terminal: Terminal): Promise<void> {
  const { out } = terminal;
  const installation = openInstallation(options, terminal);
  const tell = (checked: Checked) => options.json || out.write(describeCheck(checked, out.colors));
  const checks = await checkInstallation(installation, CHECKS, tell);
  const deployment = await installation.deployment().catch(() => undefined);
  const examined = deployment?.quarantineBucket ? await examineKept(undefined, options, terminal) : undefined;
  const groups = examined?.groups ?? [];
  if (options.json) out.write(JSON.stringify({ checks, refused: groups.map(groupView) }));
  else if (examined) tellGroups(examined, terminal);
  const wrong = checks.filter(({ state }) => state === 'wrong').map(({ check }) => check);
  if (wrong.length > 0) throw failed(`to be mended: ${wrong.join(', ')}`);
  judge(groups);
}

interface Examined {
  readonly deployment: Deployment;
  readonly groups: readonly Group[];
}

function tellGroups({ groups, deployment }: Examined, { out, err }: Terminal): void {
  if (groups.length === 0) {
    err.write(`no request was refused and kept in ${deployment.name}`);
    return;
  }
  const described = groups.map((group) => describeGroup(group, deployment, out.colors));
  out.write(described.join('\n\n'));
}

function judge(groups: readonly Group[]): void {
  const unknown = groups.filter(({ diagnosis }) => !isDiagnosed(diagnosis));
  if (unknown.length > 0)
    throw failed(
      `nothing is certain about the cause of ${unknown.length === 1 ? 'one group of requests' : `${unknown.length} groups of requests`}: see what may be wrong with them`,
    );
}

async function examineFile(file: string, options: Options, { directory }: Terminal): Promise<Examined> {
  const deployment = await findDeployment(options);
  const webhooks = await loadConfiguration(directory, options.config ?? deployment.configuration);
  const read = readDeliveryFile(directory, file, deployment.webhookUrl);
  const { name: source, tenant } = knownAddress(webhooks, options.source ?? read.source, options.tenant ?? read.tenant);
  const request = { ...read, source, tenant };
  const diagnosis = await diagnoseOne(request, await openConsultation(deployment, webhooks));
  return { deployment, groups: [{ source, tenant, requests: [request], diagnosis }] };
}

async function examineKept(id: string | undefined, options: Options, terminal: Terminal): Promise<Examined> {
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
  tenant: request.tenant,
  requests: [request],
  diagnosis: await diagnosis,
});
