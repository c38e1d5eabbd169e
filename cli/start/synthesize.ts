import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseJson } from '../../core/content.ts';
import { wrongUse } from '../cli-error.ts';

export interface SynthesisOptions {
  /** The project's root, where `cdk.json` is. */
  readonly directory: string;
  /** Where the cloud assembly is written. */
  readonly assembly: string;
  /** The configuration that takes the place of the app's own. */
  readonly configuration?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly interrupted: AbortSignal;
}

/** What the CDK's own command passes on by default; without it no asset says where its files are. */
const CDK_DEFAULTS = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };

/**
 * Synthesizes the CDK app of a project by running its command, as `cdk synth` does, only quicker.
 * @throws {CliError} when there is no app, or it fails
 */
export async function synthesize({ directory, assembly, configuration, environment, interrupted }: SynthesisOptions) {
  const { app, context } = readCdkJson(directory);
  const child = spawn(app, {
    cwd: directory,
    shell: true,
    // The leader of a group of its own, so that all of it can be ended.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...environment,
      PATH: [join(directory, 'node_modules', '.bin'), environment.PATH].join(delimiter),
      CDK_OUTDIR: assembly,
      CDK_CONTEXT_JSON: JSON.stringify({
        ...CDK_DEFAULTS,
        ...context,
        ...(configuration && { config: configuration }),
      }),
    },
  });
  const end = () => endGroup(child);
  interrupted.addEventListener('abort', end);
  const [said, code] = await Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve)),
  ]);
  interrupted.removeEventListener('abort', end);
  if (code !== 0) throw wrongUse(sentenceIn(said) ?? `"${app}" (the app in cdk.json) failed and did not say why`);
}

function readCdkJson(directory: string): { readonly app: string; readonly context: object } {
  const file = join(directory, 'cdk.json');
  if (!existsSync(file)) throw wrongUse(`there is no cdk.json in ${directory}: run breakwater in the project's root`);
  const { app, context = {} } = Object(parseJson(readFileSync(file, 'utf8')));
  if (typeof app !== 'string') throw wrongUse(`${file} names no "app", the command that synthesizes`);
  const looked = join(directory, 'cdk.context.json');
  const found: unknown = existsSync(looked) ? parseJson(readFileSync(looked, 'utf8')) : {};
  return { app, context: { ...context, ...Object(found) } };
}

function endGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, 'SIGTERM');
}

/** More than these are hardly errors. */
const MOST_LINES = 20;

const ERROR_LINE = /^(?:Uncaught )?[\w$.]*(?:Error|Exception)(?: \[[^\]]+\])?: (.+)$/;

/** What an app says when it fails is a stack trace: the sentence in it, if there is one. */
export function sentenceIn(said: string): string | undefined {
  const lines = said.split('\n').map((line) => line.trim());
  const at = lines.findIndex((line) => ERROR_LINE.test(line));
  // An app that tells its errors by itself says one on each line.
  if (at === -1) return lines.filter(Boolean).slice(-MOST_LINES).join('; ') || undefined;
  const [, sentence = ''] = ERROR_LINE.exec(lines[at] ?? '') ?? [];
  return sentence.endsWith(':') ? `${sentence} ${lines[at + 1]}` : sentence;
}
