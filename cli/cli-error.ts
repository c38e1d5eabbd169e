/** A command that ends without having done what was asked for: one sentence, and the exit code. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command cannot be run as it was typed. */
export const wrongUse = (message: string) => new CliError(message, 2);

/** The command was run and did not succeed. */
export const failed = (message: string) => new CliError(message, 1);
