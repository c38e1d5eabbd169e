import { answerTime, deadlineOf, LAST_WORDS_MS } from '../../core/answer-time.ts';
import { providers } from '../../core/providers/index.ts';
import type { Provider } from '../../core/providers/provider.ts';

/** Where the table stands in the page. */
export const PAGE = 'docs/performance.md';
const BEGIN = '<!-- the table of deadlines: npm run docs:deadlines -->';
const END = '<!-- the end of the table of deadlines -->';

/** Above it there is nothing to choose. */
const SAME_FROM_SECONDS = 10;

/** The page with its table as `core/providers` and `core/answer-time.ts` have it. */
export function withTable(page: string): string {
  const table = ['| provider | waits for | for AWS | one attempt | worst case |', '|---|---|---|---|---|', ...rows()];
  const [before, rest = ''] = page.split(BEGIN);
  const [, after] = rest.split(END);
  if (after === undefined) throw new Error(`${PAGE} lacks the lines "${BEGIN}" and "${END}"`);
  return `${before}${BEGIN}\n${table.join('\n')}\n${END}${after}`;
}

/** A row for each deadline that there is. */
function rows(): string[] {
  const all = Object.values<Provider>(providers);
  const documented = Map.groupBy(
    all.filter(({ deadline }) => deadline !== undefined),
    ({ deadline = 0 }) => Math.min(deadline, SAME_FROM_SECONDS),
  );
  const named = [...documented].sort(([left], [right]) => left - right);
  const others = all.find(({ deadline }) => deadline === undefined);
  return [
    ...named.map(([seconds, those]) => row(those.map(({ name }) => name).join(', '), seconds)),
    ...(others ? [row('all others, and senders of your own', deadlineOf({ provider: others }), 'not known: ')] : []),
  ];
}

function row(who: string, seconds: number, prefix = ''): string {
  const { totalMs, attemptMs } = answerTime(seconds);
  const waits = seconds === SAME_FROM_SECONDS ? `${seconds} s or more` : `${prefix}${seconds} s`;
  return `| ${who} | ${waits} | ${totalMs / 1000} s | ${attemptMs / 1000} s | ${(totalMs + LAST_WORDS_MS) / 1000} s |`;
}
