import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { App } from 'aws-cdk-lib';

/** An app of the repository: the sample, or an example. */
export interface ExampleApp {
  readonly name: string;
  /** Where its cdk.json is, and where it is run. */
  readonly directory: string;
  readonly module: string;
}

/** The folders under `examples/`. */
export const examples: readonly ExampleApp[] = readdirSync('examples', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, directory: resolve('examples', name), module: resolve('examples', name, 'app.ts') }));

export const sample: ExampleApp = { name: 'the sample', directory: resolve('.'), module: resolve('bin/app.ts') };

/** Makes the constructs of an app, without bundling its functions and without synthesizing it. */
export async function constructApp({ directory, module }: ExampleApp): Promise<App> {
  const { context } = JSON.parse(readFileSync(resolve(directory, 'cdk.json'), 'utf8'));
  const lookups = resolve(directory, 'cdk.context.json');
  const lookedUp = existsSync(lookups) ? JSON.parse(readFileSync(lookups, 'utf8')) : {};
  const { CDK_CONTEXT_JSON: before } = process.env;
  const home = process.cwd();
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...context, ...lookedUp, 'aws:cdk:bundling-stacks': [] });
  process.chdir(directory);
  try {
    const { app } = await import(module);
    return app;
  } finally {
    process.chdir(home);
    if (before === undefined) delete process.env.CDK_CONTEXT_JSON;
    else process.env.CDK_CONTEXT_JSON = before;
  }
}
