import { type Command, Option } from 'commander';
import { EVENT_STATUSES } from '../../core/event-status.ts';
import { parseCount, withDeploymentOptions } from '../deployment-options.ts';
import type { EventView } from '../events/event-view.ts';
import { listViews, MOST_SEARCHED, type Wanted } from '../events/list-views.ts';
import { type EventsOptions, openEvents } from '../events/open-events.ts';
import { parseSince } from '../events/parse-since.ts';
import { localTime, paintStatus } from '../paint.ts';
import { table } from '../table.ts';
import type { Output, Terminal } from '../terminal.ts';

interface Options extends EventsOptions, Wanted {
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  breakwater events list --source stripe --type 'payment_intent.*' --since 1h
  breakwater events list --source shopify --tenant acme
  breakwater events list --status failed --stack Webhooks --json`;

/** `breakwater events list`: the newest events. */
export function addEventsListCommand(events: Command, { out, err, directory }: Terminal): void {
  const command = events
    .command('list')
    .description('list the newest events, newest first')
    .option('--source <name>', 'only of this source')
    .option('--tenant <name>', 'only of this tenant')
    .option('--type <pattern>', 'only of this type; * stands for any text')
    .addOption(
      new Option('--status <status>', 'only with this status for one of the processors').choices(EVENT_STATUSES),
    )
    .option('--since <time>', 'only received since then: 90s, 15m, 1h, 7d, or a date', (text) =>
      parseSince(text, Date.now()),
    )
    .option('--limit <n>', 'at most so many', parseCount, 20)
    .option('--config <file>', 'the configuration that names the sources (default: the one that runs)')
    .option('--json', 'print a JSON array');
  withDeploymentOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const { deployment, ...opened } = await openEvents(directory, options);
      const onReached = (at: string) =>
        err.write(
          `looked through the newest ${MOST_SEARCHED} events, back to ${localTime(new Date(at))}; --since looks further`,
        );
      const views = await listViews(opened, options, onReached);
      if (options.json) return out.write(JSON.stringify(views));
      if (views.length === 0) return err.write(`no such event in ${deployment.name}`);
      out.write(table(['RECEIVED', 'SOURCE', 'TYPE', 'ID', 'PROCESSORS'], rowsOf(views, out.colors), out.colors));
    });
}

const rowsOf = (views: readonly EventView[], colors: Output['colors']) =>
  views.map(({ receivedAt, source, type, id, processors }) => {
    const states = Object.entries(processors).map(([name, view]) => `${name} ${paintStatus(view, colors)}`);
    return [localTime(new Date(receivedAt)), source, type, id, states.join(colors.dim(' · '))];
  });
