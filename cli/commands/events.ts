import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { addEventsListCommand } from './events-list.ts';
import { addEventsPurgeCommand } from './events-purge.ts';
import { addEventsShowCommand } from './events-show.ts';
import { addEventsTailCommand } from './events-tail.ts';

/** `breakwater events …`: what arrived, and what became of it. */
export function addEventsCommand(program: Command, terminal: Terminal): void {
  const events = program
    .command('events')
    .description('show what arrived, and its state per processor; delete what is kept of it')
    .addHelpText(
      'after',
      '\nExamples:\n  breakwater events list --since 1h\n  breakwater events show stripe evt_1\n  breakwater events tail',
    );
  for (const add of [addEventsListCommand, addEventsShowCommand, addEventsTailCommand, addEventsPurgeCommand])
    add(events, terminal);
}
