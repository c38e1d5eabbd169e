import type { Command } from 'commander';
import { typedId } from '../../core/tenants.ts';
import { failed } from '../cli-error.ts';
import { type DeploymentOptions, findDeployment } from '../deployment.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import { type EventView, eventView, type ProcessorView } from '../events/event-view.ts';
import { localTime, paintStatus } from '../paint.ts';
import type { Output, Terminal } from '../terminal.ts';

interface Options extends DeploymentOptions {
  readonly tenant?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  breakwater events show stripe evt_1NG8Du2eZvKYlo2CUI79vXWy
  breakwater events show shopify b1f7 --tenant acme
  breakwater events show github 72d3162e-cc78-11e3-81ab-4c9367dc0958 --stack Webhooks --json`;

/** `breakwater events show`: one event, with its state per processor. */
export function addEventsShowCommand(events: Command, { out }: Terminal): void {
  const command = events
    .command('show')
    .description('show one event, with its state per processor and what went wrong')
    .argument('<source>', 'the source that it came in on')
    .argument('<id>', 'its id')
    .option('--tenant <name>', 'whose event it is, unless its id is typed with the tenant in front, as it is listed')
    .option('--json', 'print a JSON object');
  withDeploymentOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (source: string, id: string, options: Options) => {
      const deployment = await findDeployment(options);
      // The SDK takes longer to load than everything else here together.
      const { openLedger } = await import('../../lambda/aws/ledger.ts');
      const entry = await openLedger(deployment.ledgerTable, deployment.aws).read(source, typedId(options.tenant, id));
      if (!entry) throw failed(`the ledger of ${deployment.name} has no event "${id}" of a source "${source}"`);
      const view = eventView(entry, Date.now());
      out.write(options.json ? JSON.stringify(view) : describe(view, out.colors));
    });
}

function describe(event: EventView, colors: Output['colors']): string {
  const { source, type, id, time, receivedAt, processors, archive } = event;
  const when = `received ${localTime(new Date(receivedAt))}, happened ${localTime(new Date(time))}`;
  const states = Object.entries(processors).map(([name, view]) => describeProcessor(name, view, colors));
  const kept = archive ? [`  in the archive: ${archive}`] : [];
  return [`${colors.bold(type)} [${id}] from ${source}`, when, ...states, ...kept].join('\n');
}

function describeProcessor(name: string, view: ProcessorView, colors: Output['colors']): string {
  const next = view.retryAt ? `, next attempt ${localTime(new Date(view.retryAt))}` : '';
  const failures = view.failures.map(
    ({ attempt, at, error }) => `    ${colors.dim(`attempt ${attempt}, ${localTime(new Date(at))}:`)} ${error}`,
  );
  return [`  ${name}: ${paintStatus(view, colors)}${next}`, ...failures].join('\n');
}
