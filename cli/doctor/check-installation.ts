import { type DeploymentOptions, findDeployment } from '../deployment.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { usualConfiguration } from '../new/project-layout.ts';
import type { Output, Terminal } from '../terminal.ts';
import type { Check, Found, Installation } from './checks/check.ts';

/** What became of a check. */
export type Checked = Found & { readonly check: string };

/** Somebody waits for it, and AWS may be out of reach. */
const PATIENCE = { requestTimeoutMs: 5000, maxAttempts: 1 };

/** Gathers what the checks look at. Nothing is asked before a check asks. */
export function openInstallation(
  options: DeploymentOptions & { readonly config?: string },
  { directory, environment }: Pick<Terminal, 'directory' | 'environment'>,
): Installation {
  const { stack, region, profile } = options;
  const mayAsk = stack !== undefined || environment.AWS_ACCESS_KEY_ID || environment.AWS_PROFILE;
  const deployment = once(() => findDeployment(options));
  return {
    directory,
    environment,
    nodeVersion: process.versions.node,
    options,
    aws: mayAsk ? { ...PATIENCE, region, profile } : undefined,
    deployment,
    webhooks: once(async () => {
      const running = await deployment().catch(() => undefined);
      return loadConfiguration(directory, options.config ?? running?.configuration ?? usualConfiguration(directory));
    }),
  };
}

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Runs all checks, one after the other, and tells of each as soon as it is known. */
export async function checkInstallation(
  installation: Installation,
  checks: readonly Check[],
  tell: (checked: Checked) => void,
): Promise<Checked[]> {
  const all: Checked[] = [];
  for (const { title, run } of checks) {
    const found = await Promise.resolve(installation).then(run).catch(wrong);
    const checked = { check: title, ...found };
    all.push(checked);
    tell(checked);
  }
  return all;
}

const wrong = (error: unknown): Found => ({
  state: 'wrong',
  says: error instanceof Error ? error.message || error.name : String(error),
});

const WIDTH = 14;

/** A check as people read it: `✗ secrets       stripe: not set`, and what to do on the next line. */
export function describeCheck({ check, state, says, mend }: Checked, colors: Output['colors']): string {
  const marks = { ok: colors.green('✓'), wrong: colors.red('✗'), skipped: colors.dim('–') };
  const line = `${marks[state]} ${check.padEnd(WIDTH)}${state === 'skipped' ? colors.dim(says) : says}`;
  return mend === undefined ? line : `${line}\n  ${' '.repeat(WIDTH)}${colors.dim('to do:')} ${mend}`;
}
