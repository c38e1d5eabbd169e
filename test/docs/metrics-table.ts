import { readFileSync } from 'node:fs';
import { OUTCOMES } from '../../core/outcomes.ts';

/** Where the table stands in the page. */
export const PAGE = 'docs/metrics.md';
const BEGIN = '<!-- the table of core/metrics.ts: npm run docs:metrics -->';
const END = '<!-- the end of the table -->';

const TABLES = [
  { name: 'SOURCE_METRICS', dimensions: 'Stack, Source' },
  { name: 'PROCESSOR_METRICS', dimensions: 'Stack, Processor' },
  { name: 'RECONCILER_METRICS', dimensions: 'Stack, Source' },
] as const;

interface Row {
  readonly metric: string;
  readonly unit: string;
  readonly meaning: string;
}

const ROW = /(?:\/\*\* (?<meaning>[^*]*?) \*\/\s*)?(?<metric>\w+): '(?<unit>\w+)',/g;

/** The rows of one table of `core/metrics.ts`, whose comments say what they mean. */
function rowsOf(name: string): Row[] {
  const source = readFileSync('core/metrics.ts', 'utf8');
  const [, table = ''] = new RegExp(`export const ${name} = \\{([^}]*)\\}`).exec(source) ?? [];
  return [...table.matchAll(ROW)].map(({ groups }) => {
    const metric = groups?.metric ?? '';
    return { metric, unit: groups?.unit ?? '', meaning: groups?.meaning ?? meaningOf(metric) };
  });
}

/** What has no words of its own is an outcome. */
function meaningOf(metric: string): string {
  const [outcome, row] = Object.entries(OUTCOMES).find(([, { metric: counted }]) => counted === metric) ?? [];
  if (!row) throw new Error(`${metric} of core/metrics.ts is no outcome: say in a comment above it what it means`);
  return `Requests that were answered \`${outcome}\` (${row.status}).`;
}

/** The page with its table as `core/metrics.ts` has it. */
export function withTable(page: string): string {
  const rows = TABLES.flatMap(({ name, dimensions }) =>
    rowsOf(name).map(({ metric, unit, meaning }) => `| \`${metric}\` | ${unit} | ${dimensions} | ${meaning} |`),
  );
  const table = ['| metric | unit | by | what |', '|---|---|---|---|', ...rows].join('\n');
  const [before, rest = ''] = page.split(BEGIN);
  const [, after] = rest.split(END);
  if (after === undefined) throw new Error(`${PAGE} lacks the lines "${BEGIN}" and "${END}"`);
  return `${before}${BEGIN}\n${table}\n${END}${after}`;
}
