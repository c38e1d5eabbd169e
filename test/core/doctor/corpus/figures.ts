import type { Diagnosis } from '../../../../core/doctor/diagnosis.ts';
import type { Plant } from './plant.ts';
import { type Case, examineCase, PLANTS, plant } from './run-corpus.ts';
import { SENDERS, type SenderRow } from './sender-row.ts';

/** A mistake that was planted with a sender, and what the doctor made of it. */
export interface Trial {
  readonly row: SenderRow;
  readonly plant: Plant;
  readonly planted: Case;
  readonly diagnosis: Diagnosis;
  /** The first thing that is certain. */
  readonly named: string | undefined;
}

/** Plants one mistake with every sender that can have it, or with the first of them. */
export async function trialsOf(mistake: Plant, most = Number.POSITIVE_INFINITY): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const row of SENDERS) {
    if (trials.length >= most) break;
    const planted = await plant(row, mistake);
    if (!planted) continue;
    const diagnosis = await examineCase(planted);
    trials.push({
      row,
      plant: mistake,
      planted,
      diagnosis,
      named: diagnosis.findings.find(({ certain }) => certain)?.id,
    });
  }
  return trials;
}

/** Every trial there is. */
export async function allTrials(): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const mistake of PLANTS) trials.push(...(await trialsOf(mistake)));
  return trials;
}

/** What is counted: what is named right, and what is named wrong with certainty. */
export const count = (trials: readonly Trial[]) => ({
  trials: trials.length,
  right: trials.filter(({ named, plant: { is } }) => named === is).length,
  wrong: trials.filter(({ named, plant: { is } }) => named !== undefined && named !== is).length,
});
