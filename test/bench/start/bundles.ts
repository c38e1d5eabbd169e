import { mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { type BuildOptions, buildSync } from 'esbuild';
import { BUNDLE_FILE } from '../../../core/bundle.ts';
import { providers } from '../../../core/providers/index.ts';
import type { Provider } from '../../../core/providers/provider.ts';
import type { SettingDescription } from '../../../core/settings.ts';
import { WebhookStack } from '../../../lib/index.ts';

/** A function's code, in a file that Node can load. */
export interface Bundle {
  readonly file: string;
  readonly kilobytes: number;
}

/** No sample of ours has this name: those of the project come first. */
export const PROCESSOR = 'nothing-to-do';
const SAMPLE = 'record-payment';

/** Functions as a synth really makes them. */
interface KitBundles {
  readonly verifier: Bundle;
  readonly processor: Bundle;
  /** A processor that brings a client of DynamoDB along, and gets nothing. */
  readonly sample: Bundle;
}

/**
 * The functions of a stack with the sources that are given.
 * @param others - more processors, and the types of events that each wants, by their source. @default - none
 */
export function kitBundles(
  sources: object,
  folder: string,
  others: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {},
): KitBundles {
  mkdirSync(folder, { recursive: true });
  const configurationFile = join(folder, 'webhooks.json');
  const wanted = { [PROCESSOR]: { stripe: ['payment_intent.*'] }, [SAMPLE]: { stripe: ['sample'] }, ...others };
  const processors = Object.fromEntries(Object.entries(wanted).map(([name, on]) => [name, { on }]));
  writeFileSync(configurationFile, JSON.stringify({ sources, processors }));
  // A configuration looks for its processors beside it.
  mkdirSync(join(folder, 'processors'), { recursive: true });
  const runtime = resolve('lambda/runtime/index.ts');
  const module = `import { defineProcessor } from ${JSON.stringify(runtime)};\nexport const handler = defineProcessor(async () => {});\n`;
  for (const name of Object.keys(wanted)) writeFileSync(join(folder, 'processors', `${name}.ts`), module);
  const app = new App({ outdir: join(folder, 'cdk.out') });
  new WebhookStack(app, 'Webhooks', { configurationFile });
  app.synth();
  const bundleOf = (name: string) => bundleAt(join(folder, 'cdk.out', 'bundles', 'Webhooks', name, BUNDLE_FILE));
  return { verifier: bundleOf('_verifier'), processor: bundleOf(PROCESSOR), sample: bundleOf(SAMPLE) };
}

/** A source of each provider that there is. */
export const everySource = (): object =>
  Object.fromEntries(
    Object.values<Provider>(providers).map(({ id, settings }) => [
      id,
      Object.fromEntries(
        Object.entries<SettingDescription>(settings ?? {}).map(([name, { example }]) => [name, example]),
      ),
    ]),
  );

/**
 * A handler bundled as CDK's NodejsFunction does it with `minify` and nothing else.
 * @param external - what is left to Lambda's runtime. @default - the SDK is bundled along
 */
export function stockBundle(entry: string, folder: string, external: readonly string[] = []): Bundle {
  const options: BuildOptions = {
    entryPoints: [entry],
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    external: [...external],
    outfile: join(folder, 'index.cjs'),
  };
  buildSync(options);
  return bundleAt(join(folder, 'index.cjs'));
}

/** A folder inside the project, where a bundle finds the SDK that was left to the runtime. */
export function workFolder(): string {
  mkdirSync('.breakwater', { recursive: true });
  return mkdtempSync(resolve('.breakwater', 'bench-'));
}

/** A bundle that is there. */
export const bundleAt = (file: string): Bundle => ({ file, kilobytes: statSync(file).size / 1024 });
