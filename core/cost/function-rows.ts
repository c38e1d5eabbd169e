import { verifierMs } from './billed-ms.ts';
import type { FunctionSize, Inventory } from './inventory.ts';
import { type CostRow, row } from './row.ts';
import { ESTIMATED_MS } from './usage.ts';
import { HOURS_A_MONTH, type Volume } from './volume.ts';

/** How long the archive gathers messages, at most, and how many bytes Lambda hands over at once. */
const ARCHIVE_WINDOW_SECONDS = 300;
const ARCHIVE_BATCH_BYTES = 6_000_000;

/** What the functions cost. */
export function functionRows(inventory: Inventory, volume: Volume): CostRow[] {
  const { verifier, processors, archive, reconcilers } = inventory;
  const runs = archive ? archiveRuns(volume) : 0;
  return [
    ...invoked('variable', 'verifier', volume.requests),
    ...seconds('variable', 'verifier', [[verifier, volume.requests * verifierMs(verifier)]]),
    ...invoked('variable', 'processors', sum(Object.values(volume.processors).map(({ invocations }) => invocations))),
    ...seconds(
      'variable',
      'processors',
      Object.entries(processors).map(([name, size]) => {
        const { invocations = 0, invocationMs = 0 } = volume.processors[name] ?? {};
        return [size, invocations * invocationMs];
      }),
    ),
    ...invoked('variable', 'archive', runs),
    ...seconds('variable', 'archive', archive ? [[archive, runs * ESTIMATED_MS.archiveRun]] : []),
    ...invoked('fixed', 'reconcilers', sum(Object.values(reconcilers).map(runsOf))),
    ...seconds(
      'fixed',
      'reconcilers',
      Object.values(reconcilers).map((size) => [size, runsOf(size) * ESTIMATED_MS.reconciliation]),
    ),
  ];
}

/** How often the archive's function runs in a month. */
export const archiveRuns = ({ wanted, messageBytes }: Volume) =>
  Math.max(
    (wanted * messageBytes) / ARCHIVE_BATCH_BYTES,
    Math.min(wanted, (HOURS_A_MONTH * 3600) / ARCHIVE_WINDOW_SECONDS),
  );

/** How often a reconciler runs in a month. */
export const runsOf = ({ everyMinutes }: { readonly everyMinutes: number }) => (HOURS_A_MONTH * 60) / everyMinutes;

const invoked = (kind: CostRow['kind'], what: string, times: number) =>
  row(kind, 'Lambda', `invocations: ${what}`, times, 'invocation');

/** @param used - functions, and for how many milliseconds they run */
function seconds(kind: CostRow['kind'], what: string, used: readonly (readonly [FunctionSize, number])[]): CostRow[] {
  const on = (architecture: FunctionSize['architecture'], isProvisioned = false) =>
    sum(
      used
        .filter(([size]) => size.architecture === architecture && (size.provisioned !== undefined) === isProvisioned)
        .map(([size, ms]) => (size.memoryMb / 1024) * (ms / 1000)),
    );
  return [
    ...row(kind, 'Lambda', `time: ${what}`, on('arm64'), 'armSecond'),
    // As if there were always enough of them; whatever is above their number costs as usual.
    ...row(kind, 'Lambda', `time: ${what}, kept started`, on('arm64', true), 'provisionedArmRun'),
    ...row(kind, 'Lambda', `time: ${what} (x86)`, on('x86_64'), 'x86Second'),
  ];
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
