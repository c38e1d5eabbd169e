import { type Command, Option } from 'commander';
import { ISSUE_STATES, type Issue, type IssueState } from '../../core/issues.ts';
import { failed } from '../cli-error.ts';
import { type DeploymentOptions, findDeployment } from '../deployment.ts';
import { parseCount, withDeploymentOptions } from '../deployment-options.ts';
import { eventView } from '../events/event-view.ts';
import { type EventsOptions, openEvents } from '../events/open-events.ts';
import { parseSince } from '../events/parse-since.ts';
import { failedEvents } from '../issues/failed-events.ts';
import { describeIssue, issueTable, issueView } from '../issues/issue-view.ts';
import { markIssue } from '../issues/mark-issue.ts';
import { openIssues } from '../issues/open-issues.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends EventsOptions {
  readonly since?: string;
  readonly limit: number;
  readonly state?: IssueState;
  readonly json?: boolean;
}

const NOTES = `
Failures of one processor that say the same, but for ids and numbers, are one issue. They are read off the newest events in
the ledger, which keeps the last three errors of each. A resolved issue that comes up again is open again.

Examples:
  breakwater issues list --since 1d
  breakwater issues show 3f1c0a9be2
  breakwater issues resolve 3f1c0a9be2 --stack Webhooks`;

const ACTIONS = [
  ['ack', 'acknowledged', 'say that somebody is on it'],
  ['resolve', 'resolved', 'say that it is over; it is open again when it comes up again'],
  ['ignore', 'ignored', 'say that it does not matter'],
  ['reopen', 'open', 'take back what was said'],
] as const;

/** `breakwater issues …`: what goes wrong, put together. */
export function addIssuesCommand(program: Command, terminal: Terminal): void {
  const group = program.command('issues').description('see what goes wrong, put together by processor and error');
  reading(group.command('list').description('list the issues, the one that was seen last first'))
    .addOption(new Option('--state <state>', 'only those (default: open and acknowledged ones)').choices(ISSUE_STATES))
    .addHelpText('after', NOTES)
    .action((options: Options) => list(options, terminal));
  reading(group.command('show').description('show one issue').argument('<id>', 'its id')).action(
    (id: string, options: Options) => show(id, options, terminal),
  );
  for (const [name, state, says] of ACTIONS)
    withDeploymentOptions(group.command(name).description(says).argument('<id>', 'its id')).action(
      async (id: string, options: DeploymentOptions) => {
        await markIssue(await findDeployment(options), id, state, terminal.err);
        terminal.out.write(`the issue ${id} is ${state}`);
      },
    );
}

const reading = (command: Command) =>
  withDeploymentOptions(
    command
      .option('--source <name>', 'only of this source')
      .option('--since <time>', 'only events received since then: 90s, 15m, 1h, 7d, or a date', (text) =>
        parseSince(text, Date.now()),
      )
      .option('--limit <n>', 'look at so many of the newest events', parseCount, 1000)
      .option('--config <file>', 'the configuration that names the sources (default: the one that runs)')
      .option('--json', 'print JSON'),
  );

async function read(directory: string, options: Options) {
  const { deployment, events, sources } = await openEvents(directory, options);
  const entries = await events.list({ sources, since: options.since, limit: options.limit });
  const views = entries.map((entry) => eventView(entry, Date.now()));
  return { deployment, issues: await (await openIssues(deployment)).group(failedEvents(views)) };
}

async function list(options: Options, { out, err, directory }: Terminal): Promise<void> {
  const { deployment, issues } = await read(directory, options);
  const isWanted = ({ state }: Issue) =>
    options.state === undefined ? state === 'open' || state === 'acknowledged' : state === options.state;
  const wanted = issues.filter(isWanted);
  if (options.json) return out.write(JSON.stringify(wanted.map((issue) => issueView(issue, deployment))));
  if (wanted.length === 0) return err.write(`no such issue in ${deployment.name}`);
  out.write(issueTable(wanted, out.colors));
}

async function show(id: string, options: Options, { out, directory }: Terminal): Promise<void> {
  const { deployment, issues } = await read(directory, options);
  const issue = issues.find((each) => each.id === id);
  if (!issue)
    throw failed(`there is no issue "${id}" among the newest ${options.limit} events: see --limit and --since`);
  if (options.json) out.write(JSON.stringify(issueView(issue, deployment)));
  else out.write(describeIssue(issue, deployment, out.colors));
}
