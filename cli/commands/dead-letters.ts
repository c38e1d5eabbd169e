import type { Command } from 'commander';
import { inParallel } from '../../core/in-parallel.ts';
import { openDesk } from '../dead-letters/desk.ts';
import { type LetterOptions, letterFilter, withLetterOptions } from '../dead-letters/letter-options.ts';
import { type Filed, letterTable, letterView, logHints } from '../dead-letters/letter-view.ts';
import { scanLetters } from '../dead-letters/scan-letters.ts';
import { type Deployment, type DeploymentOptions, findDeployment } from '../deployment.ts';
import { parseCount, withDeploymentOptions } from '../deployment-options.ts';
import { interruption } from '../interruption.ts';
import { knownReceiver, type Receiver, receiversOf } from '../known-processor.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { progress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends DeploymentOptions, LetterOptions {
  readonly config?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** Looking at an empty queue takes a second. */
const QUEUES_AT_ONCE = 8;

const EXAMPLES = `
While it looks, which takes a second or two, the letters are hidden from others. With --json each has its attempts, and
where their log is.

Examples:
  breakwater dead-letters list
  breakwater dead-letters list record-payment --error 'no such customer' --stack Webhooks --json`;

/** `breakwater dead-letters …`: the events that processors have given up. */
export function addDeadLettersCommand(program: Command, terminal: Terminal): void {
  const group = program.command('dead-letters').description('look at the events that processors have given up');
  const command = group
    .command('list')
    .description('list the newest events that processors have given up, newest first, and leave them where they are')
    .argument('[processor]', 'whose dead-letter queue (default: all)')
    .option('--limit <n>', 'at most so many', parseCount, 20)
    .option('--config <file>', 'the configuration with the processors (default: the one that runs)')
    .option('--json', 'print a JSON array');
  withDeploymentOptions(withLetterOptions(command))
    .addHelpText('after', EXAMPLES)
    .action((processor: string | undefined, options: Options) => list(processor, options, terminal));
}

async function list(processor: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  const { out, err, directory } = terminal;
  const deployment = await findDeployment(options);
  const webhooks = await loadConfiguration(directory, options.config ?? deployment.configuration);
  const processors = processor === undefined ? receiversOf(webhooks) : [knownReceiver(webhooks, processor)];
  const { filed, held } = await look(processors, options, deployment, terminal);
  const newest = filed.sort((left, right) => right.letter.at - left.letter.at).slice(0, options.limit);
  if (held > 0) err.write(err.colors.dim(`about ${held} more are in somebody else's hands just now`));
  if (options.json) return out.write(JSON.stringify(newest.map((each) => letterView(each, deployment))));
  if (newest.length === 0) return err.write(`no such dead letter in ${deployment.name}`);
  out.write(letterTable(newest, out.colors));
  for (const hint of logHints(newest, deployment, err.colors)) err.write(hint);
  if (filed.length > newest.length) err.write(err.colors.dim(`${filed.length - newest.length} more: see --limit`));
}

async function look(processors: readonly Receiver[], options: Options, deployment: Deployment, terminal: Terminal) {
  const filter = letterFilter(options);
  const isUnfiltered = Object.values({ ...filter, ids: undefined }).every((part) => part === undefined);
  const signal = interruption(terminal.environment);
  const tell = options.json ? () => undefined : progress(terminal.err, (done) => `looked into ${done} queues so far`);
  const scans = await inParallel(
    processors,
    QUEUES_AT_ONCE,
    async (processor) => {
      const scan = await scanLetters(await openDesk(deployment, processor, signal), filter, () => undefined);
      const unreadable = isUnfiltered ? scan.others : [];
      const filed: Filed[] = [...scan.wanted, ...unreadable].map((letter) => ({ processor: processor.name, letter }));
      return { filed, held: scan.heldElsewhere };
    },
    tell,
  );
  return { filed: scans.flatMap(({ filed }) => filed), held: scans.reduce((sum, { held }) => sum + held, 0) };
}
