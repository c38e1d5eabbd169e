import type { Command } from 'commander';
import { publishedAddresses } from '../../core/addresses/published/index.ts';
import type { PublishedAddresses } from '../../core/addresses/published/published-addresses.ts';
import { nearest } from '../../core/nearest.ts';
import { type AddressReport, compareAddresses } from '../addresses/compare-addresses.ts';
import { isTrusted, readList } from '../addresses/read-list.ts';
import { failed, wrongUse } from '../cli-error.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly list?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  breakwater addresses
  breakwater addresses stripe --json
  breakwater addresses github --list https://mirror.example.com/meta.json

Exit codes: 0 what is kept is what is published, 1 it is not, or could not be read, 2 wrong use.`;

/** `breakwater addresses`: whether the lists behind `allowAddresses: 'published'` are still what providers publish. */
export function addAddressesCommand(program: Command, { out }: Terminal): void {
  program
    .command('addresses')
    .description('compare the kept lists of addresses with what providers publish now')
    .argument('[provider]', 'only the list of this one')
    .option('--list <url>', 'read the list from there (https, or http on this machine) instead of the provider')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string | undefined, { list, json }: Options) => {
      const chosen = choose(id, list);
      const reports = await Promise.all(
        Object.entries(chosen).map(([provider, kept]) => compareAddresses(provider, kept, readList)),
      );
      if (json) out.write(JSON.stringify(reports));
      else {
        const rows = reports.map((report) => [report.provider, report.asOf, report.status, detailOf(report)]);
        out.write(table(['PROVIDER', 'AS OF', 'STATUS', 'WHAT CHANGED'], rows, out.colors));
      }
      refuseOthers(reports);
    });
}

function choose(id: string | undefined, url: string | undefined): Readonly<Record<string, PublishedAddresses>> {
  if (url !== undefined && id === undefined) throw wrongUse('--list is the list of one provider: name it');
  if (url !== undefined && !isTrusted(url))
    throw wrongUse(`--list is ${url}; it has to be https://…, or http://127.0.0.1…`);
  if (id === undefined) return publishedAddresses;
  const names = Object.keys(publishedAddresses);
  const kept = names.includes(id) ? publishedAddresses[id] : undefined;
  if (!kept)
    throw wrongUse(
      `no list of addresses is kept of "${id}"; the nearest are ${nearest(id, names).join(', ')}, and all are ${names.join(', ')}`,
    );
  return { [id]: url === undefined ? kept : { ...kept, list: { url, at: kept.list?.at ?? [] } } };
}

function detailOf({ status, added, removed, error, page }: AddressReport): string {
  if (status === 'unread') return error ?? '';
  if (status === 'page-only') return `look at ${page}`;
  return [...added.map((range) => `+${range}`), ...removed.map((range) => `-${range}`)].join(' ') || '–';
}

function refuseOthers(reports: readonly AddressReport[]): void {
  const named = (status: AddressReport['status']) =>
    reports.filter((report) => report.status === status).map(({ provider }) => provider);
  const different = named('different');
  const unread = named('unread');
  if (different.length > 0)
    throw failed(
      `${different.join(', ')} publish${different.length === 1 ? 'es' : ''} other addresses than are kept: update Breakwater, or name the new ones next to 'published' in "allowAddresses"`,
    );
  if (unread.length > 0) throw failed(`the list of ${unread.join(', ')} could not be read`);
}
