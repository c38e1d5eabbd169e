import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { addNewProcessorCommand } from './new-processor.ts';
import { addNewSourceCommand } from './new-source.ts';

/** `breakwater new …`: files and lines to begin with. */
export function addNewCommand(program: Command, terminal: Terminal): void {
  const parent = program
    .command('new')
    .description('make a processor or a source, with its line in the configuration')
    .addHelpText(
      'after',
      '\nExamples:\n  breakwater new processor record-refund --on stripe:charge.refunded\n  breakwater new source github',
    );
  addNewProcessorCommand(parent, terminal);
  addNewSourceCommand(parent, terminal);
}
