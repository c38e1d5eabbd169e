import { sampleTypes } from '../../core/catalogue/index.ts';
import { type Source, takesRequests } from '../../core/configuration.ts';
import type { Webhooks } from '../../core/index.ts';
import { DEMO_TENANT } from '../../core/tenants.ts';
import type { LocalRun } from '../../local/local-run.ts';
import type { Output } from '../terminal.ts';

export interface ReadyOptions {
  readonly run: LocalRun;
  readonly webhooks: Webhooks;
  /** Where things are kept. @default - nowhere */
  readonly data: string | undefined;
  /** Whose secrets were handed over. */
  readonly given: readonly string[];
  readonly seconds: string;
  /** The link that opens the console. */
  readonly consoleUrl: string;
}

/** What somebody who has just started a local run wants to know. */
export function readyBlock(
  { run, webhooks, data, given, seconds, consoleUrl }: ReadyOptions,
  colors: Output['colors'],
): string {
  const sources = Object.values(webhooks.sources);
  const processors = Object.values(webhooks.processors);
  const width = Math.max(...[...sources, ...processors].map(({ name }) => name.length));
  const webhookUrl = run.outputs.WebhookUrl ?? `${run.url}/webhooks`;
  const first = processors.flatMap(({ on }) => Object.keys(on))[0] ?? sources[0]?.name;
  const { provider, tenants } = sources.find(({ name }) => name === first) ?? {};
  const tenant = given.find((name) => name.startsWith(`${first}/`))?.slice(`${first}/`.length) ?? DEMO_TENANT;
  const port = new URL(run.url).port;
  return [
    '',
    `${colors.green('Ready')} in ${seconds} s at ${colors.bold(run.url)} ${colors.dim('(Ctrl-C ends)')}`,
    '',
    'Console',
    `  ${colors.cyan(consoleUrl)}`,
    'Sources',
    ...sources.map((source) => `  ${source.name.padEnd(width)}  ${describeWays(source, webhookUrl)}`),
    ...(processors.length > 0 ? ['Processors'] : []),
    ...processors.map(
      ({ name, on, retired }) => `  ${name.padEnd(width)}  ${retired ? 'retired' : describeSubscriptions(on)}`,
    ),
    'Data',
    `  ${data ?? 'in memory only'}`,
    'Next, in another terminal',
    `  npx breakwater trigger ${first} ${(provider && sampleTypes(provider)[0]) ?? ''}${tenants ? ` --tenant ${tenant}` : ''} --port ${port}`,
    `  npx breakwater events list --port ${port}`,
    '',
  ].join('\n');
}

function describeWays(source: Source, webhookUrl: string): string {
  const ways = [
    ...(takesRequests(source) ? [`POST ${webhookUrl}/${source.name}${source.tenants ? '/{tenant}' : ''}`] : []),
    ...(source.from ? [`from ${source.from.eventSource}`] : []),
  ];
  return ways.join(', and ');
}

const describeSubscriptions = (on: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(on)
    .map(([source, types]) => `${source}: ${types.join(', ')}`)
    .join(' · ');
