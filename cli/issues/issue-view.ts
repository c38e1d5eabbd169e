import type { Issue } from '../../core/issues.ts';
import type { Deployment } from '../deployment.ts';
import { localTime } from '../paint.ts';
import { table } from '../table.ts';
import type { Output } from '../terminal.ts';

type Colors = Output['colors'];

/** The command that lets the events of an issue run again. */
export const redriveCommand = ({ processor, says }: Pick<Issue, 'processor' | 'says'>, { isLocal, stack }: Named) =>
  `breakwater redrive ${processor} --error ${quoted(says)}${isLocal || !stack ? '' : ` --stack ${stack}`}`;

type Named = Pick<Deployment, 'isLocal' | 'stack'>;

/** As a shell takes it. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** An issue as `--json` prints it: other tools read this. */
export const issueView = (issue: Issue, deployment: Named) => ({
  ...issue,
  redrive: redriveCommand(issue, deployment),
});

/** Issues as people read them. */
export const issueTable = (issues: readonly Issue[], colors: Colors) =>
  table(
    ['LAST SEEN', 'ISSUE', 'STATE', 'PROCESSOR', 'EVENTS', 'GIVEN UP', 'ERROR'],
    issues.map(({ lastSeen, id, state, isBack, processor, events, givenUp, errorClass, says }) => [
      localTime(new Date(lastSeen)),
      id,
      isBack ? colors.yellow('open again') : state,
      processor,
      String(events),
      String(givenUp),
      colors.red(`${errorClass}: ${says}`),
    ]),
    colors,
  );

/** One issue as people read it. */
export function describeIssue(issue: Issue, deployment: Named, colors: Colors): string {
  const { id, processor, errorClass, says, state, isBack, firstSeen, lastSeen, events, givenUp, sample } = issue;
  return [
    `${colors.bold(`${errorClass}: ${says}`)} in ${processor} [${id}]`,
    `  ${isBack ? 'open again' : state}; ${events} events, ${givenUp} of them given up`,
    `  first seen ${localTime(new Date(firstSeen))}, last ${localTime(new Date(lastSeen))}`,
    `  such as ${sample.source} ${sample.id}: ${colors.red(sample.error)}`,
    ...(givenUp > 0 ? [`  once it is mended: ${redriveCommand(issue, deployment)}`] : []),
  ].join('\n');
}
