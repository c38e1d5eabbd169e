import { Command, CommanderError } from 'commander';
import { ConfigurationError } from '../core/index.ts';
import { LocalRunError } from '../local/local-run-error.ts';
import { CliError } from './cli-error.ts';
import { addAddressesCommand } from './commands/addresses.ts';
import { addAuditCommand } from './commands/audit.ts';
import { addClaimChecksCommand } from './commands/claim-checks.ts';
import { addCompletionCommands } from './commands/completion.ts';
import { addConsoleCommand } from './commands/console.ts';
import { addCostCommand } from './commands/cost.ts';
import { addDeadLettersCommand } from './commands/dead-letters.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addEventsCommand } from './commands/events.ts';
import { addIssuesCommand } from './commands/issues.ts';
import { addNewCommand } from './commands/new.ts';
import { addPauseCommand } from './commands/pause.ts';
import { addProvidersCommand } from './commands/providers.ts';
import { addPullCommand } from './commands/pull.ts';
import { addQuarantineCommand } from './commands/quarantine.ts';
import { addReconcileCommand } from './commands/reconcile.ts';
import { addRedriveCommand } from './commands/redrive.ts';
import { addReplayCommand } from './commands/replay.ts';
import { addResumeCommand } from './commands/resume.ts';
import { addSecretsCommand } from './commands/secrets.ts';
import { addStartCommand } from './commands/start.ts';
import { addStatusCommand } from './commands/status.ts';
import { addTriggerCommand } from './commands/trigger.ts';
import type { Terminal } from './terminal.ts';

/** Runs the command that was typed. Returns the exit code: 0 done, 1 failed, 2 wrong use. */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const root = program(terminal);
    addCompletionCommands(root, terminal, () => program(terminal));
    await root.parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const { message, exitCode } = explain(error);
    // Without a command the help is the answer, and it was given.
    if (message) terminal.err.write(`${terminal.err.colors.red('error:')} ${message}`);
    return exitCode;
  }
}

function program(terminal: Terminal): Command {
  const { out, err } = terminal;
  const root = new Command('breakwater')
    .description('Receive webhooks in your own AWS account without ever losing one.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => out.write(text.trimEnd()),
      writeErr: (text) => err.write(text.trimEnd()),
      outputError: () => undefined,
    })
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong use. Each command takes --help.');
  for (const add of [
    addStartCommand,
    addTriggerCommand,
    addEventsCommand,
    addConsoleCommand,
    addIssuesCommand,
    addDeadLettersCommand,
    addRedriveCommand,
    addReplayCommand,
    addPullCommand,
    addPauseCommand,
    addResumeCommand,
    addStatusCommand,
    addQuarantineCommand,
    addClaimChecksCommand,
    addAuditCommand,
    addReconcileCommand,
    addSecretsCommand,
    addDoctorCommand,
    addNewCommand,
    addProvidersCommand,
    addAddressesCommand,
    addCostCommand,
  ])
    add(root, terminal);
  return root;
}

function explain(error: unknown): { readonly message: string; readonly exitCode: 1 | 2 } {
  if (error instanceof CliError) return error;
  if (error instanceof CommanderError) return { message: oneSentence(error), exitCode: 2 };
  if (error instanceof LocalRunError || error instanceof ConfigurationError)
    return { message: error.message, exitCode: 2 };
  return { message: sentenceOf(error), exitCode: 1 };
}

/** Commander puts what it suggests on a line of its own. */
const oneSentence = ({ code, message }: CommanderError) =>
  code === 'commander.help' ? '' : message.replace(/^error: /, '').replace(/\.?\s*\n\s*/g, ' ');

/** What fetch and the SDK's HTTP handler say themselves is only that something failed. */
function sentenceOf(error: unknown): string {
  const { name, message, cause } = Object(error);
  const text = message || name || String(error);
  const whole = cause?.message ? `${text}: ${cause.message}` : text;
  return whole.includes('ECONNREFUSED') ? `${whole}: has the local run ended?` : whole;
}
