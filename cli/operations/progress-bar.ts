import { progress } from '../progress.ts';
import type { Output } from '../terminal.ts';
import { durationText } from './estimate.ts';

const WIDTH = 24;

/**
 * Makes what tells, every two seconds, how much of an operation is done and how long the rest will take.
 * @param output - absent when nobody is to be told
 */
export function progressBar(output: Output | undefined, total: number): (done: number) => void {
  if (!output) return () => undefined;
  const startedAt = performance.now();
  return progress(output, (done) => barText(done, total, (performance.now() - startedAt) / 1000));
}

/** How far something has come: `[######------------------] 1,000 of 4,000, 9 s left`. */
export function barText(done: number, total: number, seconds: number): string {
  const filled = Math.round((WIDTH * done) / Math.max(1, total));
  const left = done === 0 || done >= total ? '' : `, ${durationText((seconds / done) * (total - done))} left`;
  return `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${counted(done)} of ${counted(total)}${left}`;
}

/** A number as people write it: `20,000`. */
export const counted = (count: number) => count.toLocaleString('en');
