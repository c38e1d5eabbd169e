import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Webhooks } from '../../core/index.ts';
import { failed } from '../cli-error.ts';
import { type Deployment, type DeploymentOptions, findDeployment } from '../deployment.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import { parseSince } from '../events/parse-since.ts';
import { interruption } from '../interruption.ts';
import { knownSource } from '../known-source.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { counted, progressBar } from '../operations/progress-bar.ts';
import { progress } from '../progress.ts';
import { type OpenPull, openPull } from '../pull/open-pull.ts';
import { type PullCounts, pullEvents } from '../pull/pull-events.ts';
import { planReplay, type ReplayPlan } from '../replay/replay-plan.ts';
import { selectedEvents } from '../replay/selected-events.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends DeploymentOptions {
  readonly stack: string;
  readonly source?: string;
  readonly type?: string;
  readonly since: string;
  readonly follow?: boolean;
  readonly dryRun?: boolean;
  readonly config?: string;
  readonly json?: boolean;
}

const DEFAULT_SINCE = '24h';

/** The archive of a deployed stack gets what was accepted within five minutes. */
const LATEST_MS = 600_000;
const PAUSE_MS = 5000;

const EXAMPLES = `
The events come from the stack's archive (docs/archive.md), which has them some minutes after they were accepted. They are
recorded here as if they had just come in, each once, and nothing is changed in the stack. With --json a line is printed for
each look.

Examples:
  breakwater pull --stack Webhooks
  breakwater pull --stack Webhooks --since 7d --source stripe --type 'invoice.*' --dry-run
  breakwater pull --stack Webhooks --follow`;

/** `breakwater pull --stack NAME`: events of a deployed stack, into the local run. */
export function addPullCommand(program: Command, terminal: Terminal): void {
  const moment = (text: string) => parseSince(text, Date.now());
  const command = program
    .command('pull')
    .description('bring events of a deployed stack into the local run')
    .option('--source <name>', 'only of this source')
    .option('--type <type>', 'only of this type; * stands for any text')
    .option('--since <time>', `received since then: 90s, 15m, 1h, 7d, or a date (default: ${DEFAULT_SINCE})`, moment)
    .option('--follow', 'go on with what comes, until Ctrl-C')
    .option('--dry-run', 'only show the plan')
    .option('--config <file>', 'the configuration with the processors (default: the one that runs)')
    .option('--json', 'print a JSON object');
  withDeploymentOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => pull({ ...options, since: options.since ?? moment(DEFAULT_SINCE) }, terminal));
  const stack = command.options.find(({ long }) => long === '--stack');
  stack?.makeOptionMandatory();
}

async function pull(options: Options, { out, err, directory, environment }: Terminal): Promise<void> {
  const { stack, region, profile, port } = options;
  const to = await findDeployment({ ...(port !== undefined && { port }) });
  const from = await findDeployment({ stack, ...(region && { region }), ...(profile && { profile }) });
  const webhooks = await loadConfiguration(directory, options.config ?? to.configuration);
  const sources = sourcesOf(options, webhooks);
  const opened = await openPull(from, to, webhooks);
  const signal = interruption(environment);
  let { since } = options;
  for (;;) {
    const lookedAt = Date.now();
    const selection = { sources, type: options.type, since };
    const tell = options.json ? () => undefined : progress(err, (looked) => `looked at ${counted(looked)} events`);
    const plan = await planReplay(selectedEvents(selection, opened.selecting), {}, { tell, signal });
    if (plan.events > 0 || !options.follow) err.write(describePlan(plan, from, to));
    if (options.dryRun) return options.json ? out.write(JSON.stringify(planView(plan))) : undefined;
    const { counts, error } = await bring(selection, plan, opened, { err, signal, json: options.json });
    if (options.json) out.write(JSON.stringify({ ...planView(plan), ...counts }));
    else if (counts.brought > 0 || !options.follow) out.write(describeCounts(counts));
    if (error !== undefined) throw failed(`it stopped: ${error}; pull again to go on, each event comes once`);
    if (!options.follow || !(await wait(PAUSE_MS, true, { signal }).catch(() => false))) break;
    since = later(since, new Date(lookedAt - LATEST_MS).toISOString());
  }
  if (signal.aborted && !options.follow) throw failed('stopped: pull again to go on, each event comes once');
}

const sourcesOf = ({ source }: Options, webhooks: Webhooks) =>
  source === undefined ? Object.keys(webhooks.sources) : [knownSource(webhooks, source)];

const later = (one: string, other: string) => (one > other ? one : other);

function bring(
  selection: Parameters<typeof selectedEvents>[0],
  plan: ReplayPlan,
  { selecting, into }: OpenPull,
  {
    err,
    signal,
    json,
  }: { readonly err: Terminal['err']; readonly signal: AbortSignal; readonly json?: boolean | undefined },
) {
  const tell = progressBar(json ? undefined : err, plan.events + plan.unwanted);
  return pullEvents(selectedEvents(selection, selecting), { ...into, mayGo: () => !signal.aborted, tell });
}

const planView = ({ events, messages, types, processors, unwanted, from, to }: ReplayPlan) => ({
  events,
  messages,
  types,
  processors,
  unwanted,
  from,
  to,
});

function describePlan({ events, types, unwanted }: ReplayPlan, from: Deployment, to: Deployment): string {
  const listed = Object.entries(types).map(([type, count]) => `  ${counted(count)}  ${type}`);
  const more = unwanted > 0 ? [`  ${counted(unwanted)}  that no processor here wants`] : [];
  return [`plan: ${counted(events)} events of ${from.name} into ${to.name}, each once`, ...listed, ...more].join('\n');
}

function describeCounts({ brought, known, unwanted }: PullCounts): string {
  const left = unwanted > 0 ? `, ${counted(unwanted)} are wanted by no processor` : '';
  return `${counted(brought)} events are here now, ${counted(known)} were already${left}`;
}
