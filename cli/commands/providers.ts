import type { Command } from 'commander';
import { nearest } from '../../core/nearest.ts';
import { wrongUse } from '../cli-error.ts';
import { horizonOf, type ProviderView, providerViews, sourceLine } from '../providers/provider-view.ts';
import { providersPage } from '../providers/providers-page.ts';
import { table } from '../table.ts';
import type { Output, Terminal } from '../terminal.ts';

interface Options {
  readonly json?: boolean;
  readonly markdown?: boolean;
}

const EXAMPLES = `
Examples:
  breakwater providers
  breakwater providers stripe
  breakwater providers --json`;

/** `breakwater providers`: which senders a source can name, or everything about one of them. */
export function addProvidersCommand(program: Command, { out }: Terminal): void {
  program
    .command('providers')
    .description('list the providers that a source can name, or tell about one')
    .argument('[id]', 'tell everything about this one')
    .option('--json', 'print JSON')
    .option('--markdown', 'print the page docs/providers.md')
    .addHelpText('after', EXAMPLES)
    .action((id: string | undefined, { json, markdown }: Options) => {
      const views = providerViews();
      const chosen = id === undefined ? undefined : viewNamed(id, views);
      if (markdown) return out.write(providersPage(chosen ? [chosen] : views).trimEnd());
      if (json) return out.write(JSON.stringify(chosen ?? views));
      out.write(chosen ? describe(chosen, out.colors) : list(views, out.colors));
    });
}

function viewNamed(id: string, views: readonly ProviderView[]): ProviderView {
  const view = views.find((candidate) => candidate.id === id);
  if (view) return view;
  const likely = nearest(
    id,
    views.map((candidate) => candidate.id),
  );
  throw wrongUse(`there is no provider "${id}"; the nearest are ${likely.join(', ')}: see "breakwater providers"`);
}

function list(views: readonly ProviderView[], colors: Output['colors']): string {
  const rows = views.map(({ id, name, deadlineSeconds, retryHours, handshake, scheme }) => [
    id,
    name,
    deadlineSeconds === undefined ? '–' : `${deadlineSeconds} s`,
    horizonOf(retryHours),
    handshake.join(', ') || '–',
    scheme,
  ]);
  return table(['ID', 'NAME', 'DEADLINE', 'RETRIES', 'HANDSHAKE', 'PROOF'], rows, colors);
}

function describe(view: ProviderView, colors: Output['colors']): string {
  const { name, id, register, secret, scheme, settings, deadlineSeconds, retries, split, eventTypes, traps, docs } =
    view;
  const points: readonly (readonly [string, string | undefined])[] = [
    ['source', sourceLine(view)],
    ['register', register],
    ['secret', secret],
    ['proof', scheme],
    ...Object.entries(settings).map(([setting, { says }]) => [setting, says] as const),
    ['deadline', deadlineSeconds === undefined ? undefined : `${deadlineSeconds} s`],
    ['retries', retries],
    ['batches', split ? '"split: true" makes an event of each' : undefined],
    ['samples', eventTypes.join(', ') || undefined],
    ...traps.map((trap) => ['mind', trap] as const),
    ['docs', docs],
  ];
  const given = points.filter((point): point is readonly [string, string] => point[1] !== undefined);
  const width = Math.max(...given.map(([title]) => title.length));
  return [
    `${colors.bold(name)} [${id}]`,
    ...given.map(([title, text]) => `  ${colors.dim(title.padEnd(width))}  ${text}`),
  ].join('\n');
}
