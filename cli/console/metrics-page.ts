/** What was counted of a source or a processor, one value for each period; null where nothing was measured. */
export interface MeasuredSeries {
  readonly name: string;
  /** Accepted, or done. */
  readonly good: readonly (number | null)[];
  /** Not taken, or given up. */
  readonly bad: readonly (number | null)[];
  /** Milliseconds: to the answer, or from the receipt to the first attempt. */
  readonly p99: readonly (number | null)[];
}

export interface MetricsPage {
  /** When each period began, the oldest first. */
  readonly at: readonly string[];
  readonly periodSeconds: number;
  readonly sources: readonly MeasuredSeries[];
  readonly processors: readonly MeasuredSeries[];
}
