import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Interceptor } from '../../local/local-run.ts';
import type { Blueprint } from '../../local/resources/resource-type.ts';
import { endRuns, type RunInProcess, startRun, temporaryDirectory } from '../local/run-in-process.ts';
import { startGithubDouble } from '../reconciliation/github-double.ts';
import { startStripeDouble } from '../reconciliation/stripe-double.ts';
import { callEverything, failOnce, loseBodies, postFromGithub, SECRET } from './call-everything.ts';
import { HOOK, REPOSITORY, type Surroundings } from './fixtures/webhooks-for.ts';
import { neededByLambda, type Permission } from './permission-account.ts';
import { readStack } from './read-stack.ts';

/** A stack whose functions have gone every way that they can go. */
export interface ExercisedStack {
  /** Where it was synthesized to. */
  readonly assembly: string;
  readonly run: RunInProcess;
  readonly stack: Blueprint;
  /** Every permission that a function used, or that Lambda needs for it. */
  readonly needed: readonly Permission[];
  close(): Promise<void>;
}

/** Synthesizes a stack whose stores are encrypted with a key of its own, runs it, and has its functions do all they can. */
export async function exerciseStack(deployment: 'all-at-once' | 'canary'): Promise<ExercisedStack> {
  const path = `/repos/${REPOSITORY}/hooks/${HOOK}`;
  const github = await startGithubDouble({ path, send: (delivery) => postFromGithub(run, delivery) });
  const stripe = await startStripeDouble();
  const assembly = synthesize(deployment, { github: github.url, stripe: stripe.url });
  const archived: string[] = [];
  const secrets = {
    acme: [SECRET],
    limited: [SECRET],
    'shared/tenant-1': [SECRET],
    asana: [],
    github: [SECRET],
    'github/api': ['ghp_test'],
    'stripe/api': ['rk_test'],
  };
  const [lose, fail] = [loseBodies(() => run, archived), failOnce()];
  const intercept: Interceptor = async (call) => {
    const lost = await lose(call);
    return lost === 'pass' ? fail(call) : lost;
  };
  const run: RunInProcess = await startRun({ assembly, secrets, intercept });
  const stack = await readStack(assembly, run.awsEndpoint);
  await callEverything({ run, github, stripe, functions: [...stack.functions.values()], archived });
  const needed = [...run.permissions, ...neededByLambda(stack)];
  return {
    ...{ assembly, run, stack, needed },
    async close() {
      await Promise.all([github.close(), stripe.close()]);
      endRuns();
    },
  };
}

function synthesize(deployment: string, api: Surroundings['api']): string {
  const directory = temporaryDirectory();
  const assembly = join(directory, 'assembly');
  const config = join(directory, 'webhooks.ts');
  const surroundings: Surroundings = { entry: resolve('test/permissions/fixtures/obey.ts'), api };
  const fixture = resolve('test/permissions/fixtures/webhooks-for.ts');
  writeFileSync(
    config,
    `import { webhooksFor } from ${JSON.stringify(fixture)};\nexport const webhooks = webhooksFor(${JSON.stringify(surroundings)});\n`,
  );
  const CDK_CONTEXT_JSON = JSON.stringify({ config, deployment, 'aws:cdk:enable-asset-metadata': true });
  execFileSync(process.execPath, ['--import', 'tsx', 'test/permissions/fixtures/encrypted-app.ts'], {
    env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON },
  });
  return assembly;
}
