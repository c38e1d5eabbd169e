import type { Mistake, Patient, Undone } from '../patient.ts';

/** The provider signed another URL than the one the request is taken to have come in on. */
export const wrongUrl: Mistake = {
  id: 'wrong-url',
  says: "The URL that the provider signed is not the one that this endpoint takes itself to have: the provider's settings or a proxy have another one",
  mend: ({ source: { name } }) =>
    `Give the stack the origin that the provider calls (publicUrl), or register this URL with the provider, letter by letter. Then: breakwater quarantine release --source ${name}`,
  *undo(patient): Iterable<Undone> {
    const { delivery } = patient;
    const tried = new Set([delivery.url]);
    for (const url of urls(patient)) {
      if (tried.has(url)) continue;
      tried.add(url);
      yield { delivery: { ...delivery, url }, detail: `over the URL ${shown(url)}` };
    }
  },
};

/** A query can hold what is nobody's business. */
function shown(url: string): string {
  const [bare = '', query] = url.split('?');
  return query === undefined ? `${bare} (without a query)` : `${bare} with the query as in it`;
}

function* urls(patient: Patient): Iterable<string> {
  const parsed = URL.parse(patient.delivery.url);
  if (!parsed) return;
  const path = parsed.pathname;
  const rest = path.slice(1).includes('/') ? path.slice(path.indexOf('/', 1)) : undefined;
  const stages = ['prod', 'Prod', 'dev', 'test', 'staging', 'live', 'v1', 'api', '$default', 'default', 'stage'];
  const paths = [path, ...(rest ? [rest] : []), ...stages.map((stage) => `/${stage}${path}`)];
  const slashed = paths.flatMap((each) => [
    each,
    each.endsWith('/') ? each.slice(0, -1) : `${each}/`,
    `/${each}`,
    decoded(each),
  ]);
  const queries = queriesOf(parsed.search);
  for (const origin of origins(patient, parsed))
    for (const each of slashed) for (const query of queries) yield origin + each + query;
}

/** The signed query differs by its escapes, or is missing on one side. */
function queriesOf(search: string): string[] {
  const parameters = new URLSearchParams(search);
  const sorted = new URLSearchParams([...parameters].sort(([a], [b]) => (a < b ? -1 : Number(a > b))));
  const forms = [search, '', search.replaceAll('+', '%20'), search.replaceAll('%20', '+'), decoded(search)];
  return [...new Set([...forms, ...(search ? [`?${parameters}`, `?${sorted}`] : [])])];
}

function origins({ delivery: { headers }, origins: known = [] }: Patient, parsed: URL): Set<string> {
  const named = ['host', 'x-forwarded-host', 'x-original-host', 'x-host'].flatMap((name) =>
    (headers[name] ?? '').split(/\s*,\s*/),
  );
  const forwarded = /host="?([^";,\s]+)/i.exec(headers.forwarded ?? '')?.[1] ?? '';
  const hosts = [parsed.host, ...known.map((origin) => URL.parse(origin)?.host ?? ''), ...named, forwarded];
  const all = hosts
    .filter((host) => /^[\w.:[\]-]+$/.test(host))
    .flatMap((host) => {
      const bare = host.replace(/:\d+$/, '');
      const other = bare.startsWith('www.') ? bare.slice(4) : `www.${bare}`;
      return [host, bare, other, ...[443, 80, 8080, 8443, 3000].map((port) => `${bare}:${port}`)];
    });
  return new Set(all.flatMap((host) => [`https://${host}`, `http://${host}`]));
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
