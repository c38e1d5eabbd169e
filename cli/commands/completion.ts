import { type Command, Option } from 'commander';
import type { Terminal } from '../terminal.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

const EXAMPLES = `
Once, in the shell's own file (breakwater has to be on the PATH, as with "npm install --global breakwater"):
  echo 'source <(breakwater completion bash)' >> ~/.bashrc
  echo 'source <(breakwater completion zsh)' >> ~/.zshrc
  breakwater completion fish > ~/.config/fish/completions/breakwater.fish`;

/**
 * `breakwater completion SHELL`, and the hidden command that what it prints calls for each press of the tabulator.
 * @param bare - makes all other commands
 */
export function addCompletionCommands(program: Command, { directory }: Terminal, bare: () => Command): void {
  program
    .command('completion')
    .description('print what lets a shell complete commands, options and names')
    .addArgument(program.createArgument('<shell>', 'which one').choices(SHELLS))
    .addHelpText('after', EXAMPLES)
    .action(async (shell: string) => {
      const { script } = await import('@bomb.sh/tab');
      script(shell, 'breakwater', 'breakwater');
    });
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .addOption(new Option('--help').hideHelp())
    .action(async (words: readonly string[]) => {
      const { completeWords } = await import('../completion/complete-words.ts');
      await completeWords(words, bare(), directory);
    });
}
