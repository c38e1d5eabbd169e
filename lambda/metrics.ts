import { emfLines, MOST_VALUES } from '../core/emf.ts';
import {
  type Cause,
  type Dimension,
  type MetricUnit,
  PROCESSOR_METRICS,
  type ProcessorMetric,
  RECONCILER_METRICS,
  type ReconcilerMetric,
  SOURCE_METRICS,
  type SourceMetric,
} from '../core/metrics.ts';

/** How often something happened, or how long or large it was. */
type Figures<Metric extends string> = Readonly<Partial<Record<Metric, number>>>;

/** Figures of a source. */
export type SourceFigures = Figures<SourceMetric | ReconcilerMetric>;

/** Figures of a processor. */
export type ProcessorFigures = Figures<ProcessorMetric>;

/** Collects what a process counts, and writes it to the log as few lines. */
export interface Metrics {
  ofSource(source: string, figures: SourceFigures): void;
  /** A refused request, by its cause. */
  ofCause(source: string, cause: Cause): void;
  ofProcessor(processor: string, figures: ProcessorFigures): void;
  /** To be called at the end of each invocation: writes what has been counted, if it is time. Asks nobody, and waits for nothing. */
  endInvocation(): void;
}

export interface MetricsOptions {
  /** The stack's name. */
  readonly stack: string;
  readonly write: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Does something later, unless the process is frozen by then: after it goes on, or never. */
  readonly later: (work: () => void, milliseconds: number) => void;
  /** For how long a busy process collects. @default 10 */
  readonly everySeconds?: number | undefined;
}

/** What a busy process may keep to itself for a while. Anything else is trouble that somebody waits to hear of. */
const CALM: readonly string[] = [
  'Received',
  'Accepted',
  'Duplicate',
  'Ignored',
  'Handshake',
  'SignedByOlderSecret',
  'AckLatency',
  'BodySize',
  'Started',
  'Done',
  'Contended',
  'Duration',
  'Age',
  'EndToEnd',
] satisfies readonly (SourceMetric | ProcessorMetric)[];

/** A flood of trouble is written once a second. */
const TROUBLE_MS = 1000;

/**
 * Of what a process has counted since it was last idle, it keeps no more than this share: so little is lost when it is
 * frozen after a burst, and never goes on.
 */
const MOST_HELD = 0.1;

const UNITS: Readonly<Record<string, MetricUnit>> = { ...SOURCE_METRICS, ...PROCESSOR_METRICS, ...RECONCILER_METRICS };

interface Series {
  readonly dimensions: Readonly<Partial<Record<Dimension, string>>>;
  readonly values: Map<string, number[]>;
}

/** What has been counted and not written yet. */
interface Held {
  /** When it began. */
  readonly since: number;
  readonly series: Map<string, Series>;
  invocations: number;
  isTrouble: boolean;
  isFull: boolean;
  isTimed: boolean;
}

/** Makes what collects figures, with nothing collected. */
export function metricsTo({ stack, write, now, later, everySeconds = 10 }: MetricsOptions): Metrics {
  const everyMs = everySeconds * 1000;
  let held: Held | undefined;
  let writtenAt = Number.NEGATIVE_INFINITY;
  let endedAt = Number.NEGATIVE_INFINITY;
  /** How many invocations there have been without a pause. */
  let inARow = 0;

  const flush = () => {
    const { since: at, series } = held ?? { since: 0, series: new Map<string, Series>() };
    held = undefined;
    writtenAt = now();
    for (const { dimensions, values } of series.values()) {
      const metrics = [...values].map(([name, some]) => ({ name, unit: UNITS[name] ?? 'Count', values: some }));
      for (const line of emfLines({ at, dimensions, metrics })) write(line);
    }
  };
  const isStale = (at: number) => held !== undefined && at - held.since >= everyMs;
  /** Once the time is over, also if there is no further invocation. */
  const keep = (kept: Held) => {
    if (!kept.isTimed) later(() => held === kept && flush(), everyMs);
    kept.isTimed = true;
  };
  const add = (dimensions: Series['dimensions'], figures: Figures<string>) => {
    const at = now();
    // The process was frozen meanwhile: those belong to an earlier time.
    if (isStale(at)) flush();
    held ??= { since: at, series: new Map(), invocations: 0, isTrouble: false, isFull: false, isTimed: false };
    addTo(held, { Stack: stack, ...dimensions }, figures);
  };
  return {
    ofSource: (Source, figures) => add({ Source }, figures),
    ofCause: (Source, Cause) => add({ Source, Cause }, { Refused: 1 }),
    ofProcessor: (Processor, figures) => add({ Processor }, figures),
    endInvocation() {
      const at = now();
      inARow = at - endedAt < everyMs ? inARow + 1 : 1;
      endedAt = at;
      if (!held) return;
      held.invocations += 1;
      const isDue = at - writtenAt >= (held.isTrouble ? TROUBLE_MS : everyMs);
      if (isDue || held.isFull || held.invocations > inARow * MOST_HELD) flush();
      else keep(held);
    },
  };
}

function addTo(held: Held, dimensions: Series['dimensions'], figures: Figures<string>): void {
  const key = JSON.stringify(dimensions);
  const series = held.series.get(key) ?? { dimensions, values: new Map<string, number[]>() };
  held.series.set(key, series);
  for (const [name, figure] of Object.entries(figures)) {
    if (figure === undefined) continue;
    const values = series.values.get(name) ?? [];
    series.values.set(name, values);
    // How often something happened adds up; how long it took each time does not.
    if (UNITS[name] === 'Count') values[0] = (values[0] ?? 0) + figure;
    else values.push(figure);
    held.isFull ||= values.length >= MOST_VALUES;
    held.isTrouble ||= figure > 0 && !CALM.includes(name);
  }
}

/** The metrics of a Lambda function. Lambda hands a line of JSON on to CloudWatch as it is. */
export const lambdaMetrics = (stack: string, everySeconds: string | undefined) =>
  metricsTo({
    stack,
    everySeconds: everySeconds === undefined ? undefined : Number(everySeconds),
    write: (line) => process.stdout.write(`${line}\n`),
    now: Date.now,
    later: (work, milliseconds) => setTimeout(work, milliseconds).unref(),
  });
