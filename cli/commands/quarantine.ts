import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { addQuarantineListCommand } from './quarantine-list.ts';
import { addQuarantineRecheckCommand } from './quarantine-recheck.ts';
import { addQuarantineReleaseCommand } from './quarantine-release.ts';

/** `breakwater quarantine …`: what was refused but looks like the provider's, and how it is let in after all. */
export function addQuarantineCommand(program: Command, terminal: Terminal): void {
  const quarantine = program
    .command('quarantine')
    .description('look at refused requests, and let in those that verify by now')
    .addHelpText(
      'after',
      '\nExamples:\n  breakwater quarantine list --since 1h\n  breakwater quarantine recheck --source stripe\n  breakwater quarantine release --source stripe --dry-run',
    );
  for (const add of [addQuarantineListCommand, addQuarantineRecheckCommand, addQuarantineReleaseCommand])
    add(quarantine, terminal);
}
