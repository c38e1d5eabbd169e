import type { Command } from 'commander';
import { providers } from '../../core/providers/index.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** `breakwater providers`: which senders a source can name. */
export function addProvidersCommand(program: Command, { out }: Terminal): void {
  program
    .command('providers')
    .description('list the providers that a source can name')
    .option('--json', 'print a JSON array')
    .addHelpText('after', '\nExamples:\n  breakwater providers\n  breakwater providers --json')
    .action(({ json }: { readonly json?: boolean }) => {
      const list = Object.values(providers).map(({ id, name, scheme, deadline, docs }) => ({
        id,
        name,
        scheme: scheme.summary,
        deadlineSeconds: deadline,
        docs,
      }));
      if (json) return out.write(JSON.stringify(list));
      const rows = list.map(({ id, name, scheme, deadlineSeconds }) => [
        id,
        name,
        deadlineSeconds === undefined ? '–' : `${deadlineSeconds} s`,
        scheme,
      ]);
      out.write(table(['ID', 'NAME', 'DEADLINE', 'SIGNATURE'], rows, out.colors));
    });
}
