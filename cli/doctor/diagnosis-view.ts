import type { Diagnosis, Finding } from '../../core/doctor/diagnosis.ts';
import { tenantPath } from '../../core/tenants.ts';
import type { Deployment } from '../deployment.ts';
import { localTime } from '../paint.ts';
import type { Output } from '../terminal.ts';
import type { Group } from './diagnose-kept.ts';

type Colors = Output['colors'];

const MOST_GUESSES = 3;
const MOST_IDS = 3;

/** What was found about requests as `--json` prints it: other tools read this. */
export const groupView = ({ source, tenant, requests, diagnosis }: Group) => ({
  source,
  ...(tenant !== undefined && { tenant }),
  requests: requests.map(({ requestId }) => requestId),
  since: requests.at(-1)?.receivedAt,
  until: requests[0]?.receivedAt,
  ...diagnosis,
});

/** Whether at least one thing is certain. */
export const isDiagnosed = ({ findings }: Diagnosis) => findings.some(({ certain }) => certain);

/** What was found about requests, as people read it. */
export function describeGroup(
  { requests, diagnosis, ...group }: Group,
  deployment: Deployment,
  colors: Colors,
): string {
  const source = tenantPath(group.source, group.tenant);
  const oldest = localTime(new Date(requests.at(-1)?.receivedAt ?? 0));
  const ids = requests.slice(0, MOST_IDS).map(({ requestId }) => requestId);
  const more = requests.length > MOST_IDS ? ` and ${requests.length - MOST_IDS} more` : '';
  const head = `${requests.length} of ${source} since ${oldest}`;
  const shown = isDiagnosed(diagnosis) ? diagnosis.findings : diagnosis.findings.slice(0, MOST_GUESSES);
  return [
    `${colors.bold(head)} ${colors.dim(`(${ids.join(', ')}${more})`)}`,
    ...shown.map((finding) => describeFinding(finding, deployment, colors)),
    ...(diagnosis.cutShort && !isDiagnosed(diagnosis)
      ? [colors.dim('  The searches were not all finished: name the request for longer ones.')]
      : []),
  ].join('\n');
}

function describeFinding(finding: Finding, deployment: Deployment, colors: Colors): string {
  const { id, certain, says, evidence, mend } = finding;
  return [
    `  ${certain ? colors.green('certain:') : colors.yellow('perhaps:')} ${says}`,
    `    ${colors.dim('shown by:')} ${evidence}`,
    `    ${colors.dim('to mend:')}  ${onDeployment(mend, deployment)}`,
    `    ${colors.dim('more:')}     docs/doctor.md#${id}`,
  ].join('\n');
}

const COMMANDS =
  /breakwater (?:quarantine \w+(?: --source [\w-]+(?: --tenant [\w-]+)?)?|secrets \w+ [\w-]+(?: --tenant [\w-]+)?(?: --replace)?)/g;

/** The commands in a sentence work on the deployment that was asked about. */
const onDeployment = (text: string, { isLocal, stack }: Deployment) =>
  isLocal || !stack ? text : text.replace(COMMANDS, `$& --stack ${stack}`);
