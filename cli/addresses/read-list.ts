import { readRange } from '../../core/addresses/address-range.ts';
import { parseJson } from '../../core/content.ts';

/** More than any provider's list, and less than what would fill the memory. */
const MOST_CHARACTERS = 5_000_000;
const TIMEOUT_MS = 10_000;

/**
 * Reads a list of addresses: JSON with a list in it, or a range on each line.
 * @param at - the names that lead to the list in JSON
 * @throws {Error} when it cannot be read, or holds something else
 */
export async function readList(url: string, at: readonly string[]): Promise<string[]> {
  const response = await ask(url, AbortSignal.timeout(TIMEOUT_MS));
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const text = await response.text();
  if (text.length > MOST_CHARACTERS) throw new Error(`${url} is longer than ${MOST_CHARACTERS} characters`);
  return rangesIn(text, at, url);
}

const MOST_REDIRECTS = 3;

/** Goes where it is sent on to, as long as nobody on the way can change what it reads. */
async function ask(url: string, signal: AbortSignal, redirects = 0): Promise<Response> {
  const headers = { accept: 'application/json, text/plain', 'user-agent': 'breakwater' };
  const response = await fetch(url, { headers, signal, redirect: 'manual' });
  const location = response.headers.get('location');
  if (response.status < 300 || response.status > 399 || !location) return response;
  const next = new URL(location, url).href;
  if (!isTrusted(next)) throw new Error(`${url} leads to ${next}, which is not https`);
  if (redirects === MOST_REDIRECTS) throw new Error(`${url} leads on and on`);
  return ask(next, signal, redirects + 1);
}

/** Whether nobody on the way can change what comes from there. */
export function isTrusted(url: string): boolean {
  const { protocol, hostname } = URL.parse(url) ?? {};
  return (
    protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname ?? ''))
  );
}

function rangesIn(text: string, at: readonly string[], url: string): string[] {
  const json = parseJson(text);
  const found = json === undefined ? linesOf(text) : at.reduce((value, name) => Object(value)[name], json);
  const where = at.length > 0 && json !== undefined ? ` under "${at.join('.')}"` : '';
  if (!Array.isArray(found) || found.length === 0) throw new Error(`${url} holds no list of addresses${where}`);
  const wrong = found.find((item) => typeof item !== 'string' || !readRange(item).ok);
  if (wrong !== undefined) throw new Error(`${url} holds ${JSON.stringify(wrong)}${where}, which is no range`);
  return found;
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean);
