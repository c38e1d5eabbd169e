import { secretProblem } from '../../core/secret-problem.ts';
import { wrongUse } from '../cli-error.ts';
import type { OpenSecret } from './open-secret.ts';

/**
 * Refuses what the source's provider cannot sign with.
 * @throws {CliError} that says what is wrong, and where the right one is found; never with the text itself
 */
export function refuseUnfit(text: string, { source, guide }: OpenSecret): void {
  const { name, scheme } = source.provider;
  const problem = secretProblem(text, { name, scheme, begins: guide?.secretBegins });
  if (problem)
    throw wrongUse(
      `what was given ${problem}; nothing was changed${guide ? `. Where it is found: ${guide.secret}` : ''}`,
    );
}
