import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Deployment } from '../deployment.ts';
import { deploymentWords, withDeploymentOptions } from '../deployment-options.ts';
import { type EventChange, followEvents } from '../events/follow-events.ts';
import { type EventsOptions, openEvents } from '../events/open-events.ts';
import { interruption } from '../interruption.ts';
import { openLiveSession } from '../live/live-session.ts';
import { screenOf } from '../live/screen-of.ts';
import { localTime, paintStatus } from '../paint.ts';
import type { Output, Screen, Terminal } from '../terminal.ts';

interface Options extends EventsOptions {
  readonly json?: boolean;
  readonly plain?: boolean;
}

/** Looking costs 16 small queries a source: nothing on a laptop, some cents an hour in AWS. */
const PAUSE_MS = { local: 300, deployed: 2000 };

const EXAMPLES = `
In a terminal it shows a list to look around in: ↑↓ or jk select, enter shows details, r lets an event run again, o opens
the console, / filters, q ends. Into a pipe, with CI or TERM=dumb set, or with --plain it prints lines.

Examples:
  breakwater events tail
  breakwater events tail --plain | grep failed
  breakwater events tail --source stripe --json | jq .type`;

/** `breakwater events tail`: what happens from now on, until Ctrl-C. */
export function addEventsTailCommand(events: Command, terminal: Terminal): void {
  const command = events
    .command('tail')
    .description('follow new events and changes of their state, until Ctrl-C')
    .option('--source <name>', 'only of this source')
    .option('--tenant <name>', 'only of this tenant')
    .option('--config <file>', 'the configuration that names the sources (default: the one that runs)')
    .option('--plain', 'print lines, also in a terminal')
    .option('--json', 'print a JSON object for each change, a line each');
  withDeploymentOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => tail(options, terminal));
}

async function tail(options: Options, terminal: Terminal): Promise<void> {
  const { out, err, directory, environment } = terminal;
  const interrupted = interruption(environment);
  const { deployment, ...opened } = await openEvents(directory, options);
  const pauseMs = deployment.isLocal ? PAUSE_MS.local : PAUSE_MS.deployed;
  const pause = () => wait(pauseMs, true, { signal: interrupted }).catch(() => false);
  const changes = followEvents({ ...opened, now: Date.now, pause });
  const screen = screenOf(options, terminal);
  if (screen) return tailOnScreen({ screen, deployment, changes, interrupted }, opened.sources, options);
  err.write(err.colors.dim(`following ${deployment.name} (Ctrl-C ends)`));
  for await (const change of changes)
    for (const line of options.json ? [JSON.stringify(change.event)] : describe(change, out.colors)) out.write(line);
}

interface OnScreen {
  readonly screen: Screen;
  readonly deployment: Deployment;
  readonly changes: AsyncIterable<EventChange>;
  readonly interrupted: AbortSignal;
}

async function tailOnScreen(
  { interrupted, ...shown }: OnScreen,
  sources: readonly string[],
  options: Options,
): Promise<void> {
  const { name, webhookUrl } = shown.deployment;
  const session = await openLiveSession({
    ...shown,
    heading: {
      title: `Breakwater • following ${name}`,
      lines: sources.map((source) => `  ${source}  ${webhookUrl}/${source}`),
    },
    deploymentWords: deploymentWords(options),
    // As Ctrl-C does, which a terminal that hears keys does not make a signal of.
    quit: () => process.kill(process.pid, 'SIGINT'),
  });
  interrupted.addEventListener('abort', session.close);
  await session.ended;
}

function describe({ event, isNew, processors }: EventChange, colors: Output['colors']): string[] {
  const { source, type, id } = event;
  const time = colors.dim(localTime(new Date()));
  const changes = processors.flatMap((name) => {
    const view = event.processors[name];
    return view ? [`${time}       ${name} ${paintStatus(view, colors)} [${id}]`] : [];
  });
  return [...(isNew ? [`${time}   --> ${colors.bold(type)} [${id}] ${source}`] : []), ...changes];
}
