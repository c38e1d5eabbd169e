import { rangeOf } from '../../core/addresses/address-range.ts';
import type { PublishedAddresses } from '../../core/addresses/published/published-addresses.ts';

/** How the kept list of a provider stands to what the provider publishes now. */
export interface AddressReport {
  readonly provider: string;
  /** `unread`: it could not be asked. `page-only`: it publishes a page, which a person has to read. */
  readonly status: 'same' | 'different' | 'unread' | 'page-only';
  /** The day of the kept list. */
  readonly asOf: string;
  readonly page: string;
  /** What the provider publishes now, and is not kept. */
  readonly added: readonly string[];
  /** What is kept, and the provider does not publish any more. */
  readonly removed: readonly string[];
  readonly error?: string;
}

/** Compares a kept list. Never throws. */
export async function compareAddresses(
  provider: string,
  { asOf, page, list, ranges }: PublishedAddresses,
  read: (url: string, at: readonly string[]) => Promise<readonly string[]>,
): Promise<AddressReport> {
  const kept = { provider, asOf, page };
  if (!list) return { ...kept, status: 'page-only', added: [], removed: [] };
  try {
    const now = await read(list.url, list.at);
    const added = without(now, ranges);
    const removed = without(ranges, now);
    return { ...kept, status: added.length + removed.length > 0 ? 'different' : 'same', added, removed };
  } catch (error) {
    return { ...kept, status: 'unread', added: [], removed: [], error: sentenceOf(error) };
  }
}

/** Those of the first list that are not in the second, however they are written. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map(identity));
  return texts.filter((text) => !known.has(identity(text)));
}

function identity(text: string): string {
  const { bits, first, last } = rangeOf(text);
  return `${bits} ${first} ${last}`;
}

function sentenceOf(error: unknown): string {
  const { message, cause } = Object(error);
  return cause?.message ? `${message}: ${cause.message}` : String(message ?? error);
}
