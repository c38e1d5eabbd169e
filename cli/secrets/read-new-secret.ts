import { failed, wrongUse } from '../cli-error.ts';
import type { Input } from '../terminal.ts';

/** Secrets Manager takes no longer value: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const LONGEST_BYTES = 65_536;

/**
 * Reads a secret from the terminal without showing it, or from what is piped in.
 * @throws {CliError} when there is nothing, or too much
 */
export async function readNewSecret(on: string, { isTerminal, ask, read }: Input): Promise<string> {
  const given = isTerminal ? await ask(`the secret of ${on} (it is not shown): `) : await read(LONGEST_BYTES);
  if (given === undefined) throw failed('nothing was changed');
  if (Buffer.byteLength(given) > LONGEST_BYTES) throw wrongUse(`a secret has at most ${LONGEST_BYTES} bytes`);
  const text = given.trim();
  if (text) return text;
  throw wrongUse(`no secret was given: type it, or pipe it in, such as: breakwater secrets set ${on} < FILE`);
}

/**
 * Refuses what was typed after the source. A secret on the command line stays in the shell's history, and every process
 * of the machine can read it; so what was typed is not repeated.
 * @throws {CliError} when there is anything
 */
export function refuseTyped(words: readonly string[], command: string): void {
  const [word] = words;
  if (word === undefined) return;
  const [option = ''] = /^--[a-z-]{1,20}(?==|$)/.exec(word) ?? [];
  if (option) throw wrongUse(`unknown option '${option}': see breakwater ${command} --help`);
  throw wrongUse(
    `a secret is not given on the command line, where the shell's history and every process of this machine would have it: run "breakwater ${command} SOURCE" and type it then, or pipe it in; if this was one that is in use, rotate it`,
  );
}
