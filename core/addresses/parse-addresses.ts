import { publishedAddresses } from '#addresses';
import { asRecord, refuseUnknown } from '../parse-options.ts';
import { readRange } from './address-range.ts';
import type { AddressRule } from './allow-addresses.ts';

const PUBLISHED = 'published';

const EXAMPLE = '"published", or ranges such as ["192.0.2.0/24", "2001:db8::/32"]';

/** Checks where a source's requests may come from; what is wrong is added to the problems. */
export function parseAddresses(
  at: string,
  provider: { readonly id: string; readonly name: string },
  given: unknown,
  problems: string[],
): AddressRule | undefined {
  const { from, behind, ...unknown } = asRecord(given) ?? { from: given };
  refuseUnknown(`${at}: "allowAddresses"`, unknown, ['from', 'behind'], problems);
  const named = from === PUBLISHED ? [PUBLISHED] : textsOf(from);
  if (!named) {
    problems.push(`${at}: "allowAddresses" is ${JSON.stringify(from)}; allowed: ${EXAMPLE}`);
    return undefined;
  }
  const published = named.includes(PUBLISHED);
  const list = publishedAddresses[provider.id];
  if (published && !list) problems.push(`${at}: "allowAddresses" is "published", but ${withoutList(provider.name)}`);
  const ranges = named.filter((text) => text !== PUBLISHED);
  refuseRanges(`${at}: "allowAddresses"`, ranges, problems);
  return {
    ranges: [...(published ? (list?.ranges ?? []) : []), ...ranges],
    published,
    ...(behind !== undefined && { behind: parseBehind(at, behind, problems) }),
  };
}

const withoutList = (name: string) =>
  `no list of ${name} is known here; there are lists of ${Object.keys(publishedAddresses).join(', ')}: name the ranges, such as ["192.0.2.0/24"]`;

/** What a header's name is made of: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const HEADER = /^[\w!#$%&'*+.^`|~-]+$/;

function parseBehind(at: string, given: unknown, problems: string[]): AddressRule['behind'] {
  const { proxies, header = 'x-forwarded-for', ...unknown } = asRecord(given) ?? {};
  const name = `${at}: "allowAddresses.behind"`;
  refuseUnknown(name, unknown, ['proxies', 'header'], problems);
  const ranges = textsOf(proxies);
  if (!ranges) {
    problems.push(`${name} names no proxies; it has to say whose word is taken, such as { proxies: ["192.0.2.0/24"] }`);
    return undefined;
  }
  refuseRanges(name, ranges, problems);
  for (const text of ranges.filter(isEverything))
    problems.push(`${name} names ${text}: then anybody could say to be anybody; name the proxies' own addresses`);
  if (typeof header !== 'string' || !HEADER.test(header)) {
    problems.push(`${name}: "header" is ${JSON.stringify(header)}; it has to be a header, such as "x-forwarded-for"`);
    return undefined;
  }
  return { proxies: ranges, header: header.toLowerCase() };
}

function refuseRanges(at: string, ranges: readonly string[], problems: string[]): void {
  for (const text of ranges) {
    const read = readRange(text);
    if (!read.ok) problems.push(`${at} names ${JSON.stringify(text)}: ${read.problem}`);
  }
}

/** Whether a range holds every address of its kind. */
export function isEverything(text: string): boolean {
  const read = readRange(text);
  return read.ok && read.prefix === 0;
}

const textsOf = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string') ? value : undefined;
