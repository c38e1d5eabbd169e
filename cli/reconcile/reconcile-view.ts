import { figuresOf } from '../../lambda/reconciler/figures.ts';
import type { ReconcileReport } from '../../lambda/reconciler/reconcile.ts';
import type { Recovered } from '../../lambda/reconciler/recover.ts';
import type { Survey } from '../../lambda/reconciler/survey.ts';
import { localTime } from '../paint.ts';
import { tally } from '../quarantine/quarantine-view.ts';
import { table } from '../table.ts';
import type { Output } from '../terminal.ts';

/** What is about to happen, in a sentence. */
export function planOf({ looked, events }: Survey, name: string): string {
  const missing = events.filter(({ finding }) => finding === 'missing');
  const rest = events.filter(({ finding }) => finding !== 'missing').map(({ finding }) => finding);
  const others = rest.length === 0 ? '' : `; others: ${tally(rest)}`;
  const types = missing.length === 0 ? '' : `: ${tally(missing.map(({ type }) => type))}`;
  return `${name} lists ${looked}, of which ${missing.length} are missing${types}${others}`;
}

/** A run as `--json` prints it: other tools read this. */
export function reportView(source: string, report: ReconcileReport) {
  const { sweep, missing, recovered } = report;
  const recoveries = new Map(recovered.map(({ event, recovery }) => [event.id, recovery]));
  return {
    source,
    from: new Date(sweep.from).toISOString(),
    to: new Date(sweep.to).toISOString(),
    ...figuresOf(report),
    events: missing.map(({ id, type, firstAt, finding }) => ({
      id,
      type,
      sentAt: new Date(firstAt).toISOString(),
      outcome: recoveries.get(id) ?? finding,
    })),
  };
}

/** The missing events as people read them. */
export function missingTable({ missing, recovered }: ReconcileReport, colors: Output['colors']): string {
  const recoveries = new Map(recovered.map(({ event, recovery }) => [event.id, recovery]));
  const rows = missing.map(({ id, type, firstAt, finding }) => {
    const outcome = recoveries.get(id) ?? finding;
    return [
      localTime(new Date(firstAt)),
      type,
      outcome === 'recovered' ? colors.green(outcome) : colors.yellow(outcome),
      id,
    ];
  });
  return table(['SENT', 'TYPE', 'OUTCOME', 'EVENT'], rows, colors);
}

/** How many there are of what became of events. */
export const typesOf = (recovered: readonly Recovered[]) => tally(recovered.map(({ recovery }) => recovery));
