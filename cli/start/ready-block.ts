import { sampleTypes } from '../../core/catalogue/index.ts';
import type { Webhooks } from '../../core/index.ts';
import type { LocalRun } from '../../local/local-run.ts';
import type { Output } from '../terminal.ts';

export interface ReadyOptions {
  readonly run: LocalRun;
  readonly webhooks: Webhooks;
  /** Where things are kept. @default - nowhere */
  readonly data: string | undefined;
  readonly seconds: string;
  /** The link that opens the console. */
  readonly consoleUrl: string;
}

/** What somebody who has just started a local run wants to know. */
export function readyBlock(
  { run, webhooks, data, seconds, consoleUrl }: ReadyOptions,
  colors: Output['colors'],
): string {
  const sources = Object.values(webhooks.sources);
  const processors = Object.values(webhooks.processors);
  const width = Math.max(...[...sources, ...processors].map(({ name }) => name.length));
  const webhookUrl = run.outputs.WebhookUrl ?? `${run.url}/webhooks`;
  const first = processors.flatMap(({ on }) => Object.keys(on))[0] ?? sources[0]?.name;
  const provider = sources.find(({ name }) => name === first)?.provider;
  const port = new URL(run.url).port;
  return [
    '',
    `${colors.green('Ready')} in ${seconds} s at ${colors.bold(run.url)} ${colors.dim('(Ctrl-C ends)')}`,
    '',
    'Console',
    `  ${colors.cyan(consoleUrl)}`,
    'Sources',
    ...sources.map(({ name }) => `  ${name.padEnd(width)}  POST ${webhookUrl}/${name}`),
    ...(processors.length > 0 ? ['Processors'] : []),
    ...processors.map(
      ({ name, on, retired }) => `  ${name.padEnd(width)}  ${retired ? 'retired' : describeSubscriptions(on)}`,
    ),
    'Data',
    `  ${data ?? 'in memory only'}`,
    'Next, in another terminal',
    `  npx breakwater trigger ${first} ${(provider && sampleTypes(provider)[0]) ?? ''} --port ${port}`,
    `  npx breakwater events list --port ${port}`,
    '',
  ].join('\n');
}

const describeSubscriptions = (on: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(on)
    .map(([source, types]) => `${source}: ${types.join(', ')}`)
    .join(' · ');
