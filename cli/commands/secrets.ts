import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { addSecretsRemoveCommand } from './secrets-remove.ts';
import { addSecretsRotateCommand } from './secrets-rotate.ts';
import { addSecretsSetCommand } from './secrets-set.ts';
import { addSecretsStatusCommand } from './secrets-status.ts';

/** `breakwater secrets …`: what providers sign with, put in, exchanged and looked after. */
export function addSecretsCommand(program: Command, terminal: Terminal): void {
  const secrets = program
    .command('secrets')
    .description('set and rotate what providers sign with, and see which secret is in use')
    .addHelpText(
      'after',
      '\nExamples:\n  breakwater secrets status\n  breakwater secrets set stripe --stack Webhooks\n  breakwater secrets rotate github --generate --stack Webhooks',
    );
  const commands = [addSecretsSetCommand, addSecretsRotateCommand, addSecretsStatusCommand, addSecretsRemoveCommand];
  for (const add of commands) add(secrets, terminal);
}
