import type { Delivery } from '../../delivery.ts';
import type { Mistake, Patient, Undone } from '../patient.ts';
import { senderHeaders } from '../sender-headers.ts';

type Headers = Delivery['headers'];

/** A header that the scheme reads came under another name. */
export const headerName: Mistake = {
  id: 'header-renamed',
  says: 'A header that belongs to the signature came under another name',
  mend: () =>
    'Find what renames headers on the way (a proxy, a gateway with a header mapping) and have it pass them on as they are; for a sender of your own set "header" of hmac() to the name that it sends.',
  *undo(patient): Iterable<Undone> {
    const { delivery } = patient;
    const wanted = wantedHeaders(patient);
    const missing = wanted.filter((name) => !delivery.headers[name]);
    if (missing.length === 0 || missing.length > 4) return;
    yield* movings(delivery, missing, wanted);
  },
};

/** What the scheme's sender sends, whether it is there or not. */
export function wantedHeaders({ scheme, delivery, source }: Patient): readonly string[] {
  const found = senderHeaders(scheme, delivery, source.settings);
  return found ? [...found.signature, ...found.others] : [];
}

/** The headers that could be a missing one of the signature's under another name: by their name, or by a digest in them. */
export function lookalikes(patient: Patient): string[] {
  const { headers } = patient.delivery;
  const wanted = wantedHeaders(patient);
  const missing = wanted.filter((name) => !headers[name]);
  return Object.entries(headers)
    .filter(([name, value]) => !wanted.includes(name) && value !== '')
    .filter(([name, value]) => missing.some((other) => isLike(other, name)) || DIGEST.test(value))
    .map(([name]) => name);
}

const DIGEST = /(?<![\w+/-])(?:[0-9a-f]{40,128}|[A-Za-z0-9+/]{42,88}={0,2})(?![\w+/=-])/i;

function* movings(delivery: Delivery, missing: readonly string[], wanted: readonly string[]): Iterable<Undone> {
  const free = Object.keys(delivery.headers).filter((name) => !wanted.includes(name) && delivery.headers[name]);
  const alike = missing.map((name) => free.filter((other) => isLike(name, other)));
  const choices = alike.map((names, index) =>
    names.length > 0 || missing.length > 1 ? names : free.slice(0, 60).filter(() => index === 0),
  );
  for (const names of product(choices)) {
    const pairs = missing.map((name, index) => [name, names[index] ?? ''] as const);
    yield {
      delivery: { ...delivery, headers: moved(delivery.headers, pairs) },
      detail: pairs.map(([name, from]) => `with ${name} taken from the header ${from}`).join(' and '),
    };
  }
}

const moved = (headers: Headers, pairs: readonly (readonly [string, string])[]): Headers => ({
  ...headers,
  ...Object.fromEntries(pairs.map(([name, from]) => [name, headers[from] ?? ''])),
});

/** `x_hub_signature`, `X-Original-Hub-Signature`, `http-x-hub-signature` are all like `x-hub-signature`. */
function isLike(wanted: string, other: string): boolean {
  const [a, b] = [wanted, other].map((name) => name.replace(/^x-/, '').replace(/[^a-z0-9]/g, ''));
  if (!a || !b) return false;
  const words = wanted.split(/[-_]/).filter((word) => word !== 'x');
  const last = words.at(-1) ?? '';
  return b.endsWith(a) || a.endsWith(b) || b.startsWith(a) || other.split(/[-_]/).includes(last);
}

/** Every choice of one each; at most a few hundred. */
function product(choices: readonly (readonly string[])[]): string[][] {
  let rows: string[][] = [[]];
  for (const names of choices) rows = rows.flatMap((row) => names.map((name) => [...row, name])).slice(0, 400);
  return rows;
}
