import { wrongUse } from '../cli-error.ts';
import type { Deployment } from '../deployment.ts';
import type { Receiver } from '../known-processor.ts';
import { audited, openAudit, typedOptions } from '../operations/audited.ts';
import type { OperationOptions } from '../operations/operation-options.ts';
import type { Output } from '../terminal.ts';
import type { Desk } from './desk.ts';
import type { LetterOptions } from './letter-options.ts';
import { letterView } from './letter-view.ts';
import { type Moved, moveLetters } from './move-letters.ts';
import type { RedrivePlan } from './redrive-plan.ts';

/** What a dry run prints with `--json`; a run adds how it ended. */
export const planView = (plan: RedrivePlan, deployment: Deployment) => {
  const { letters, ...rest } = plan;
  return {
    ...rest,
    planned: letters.length,
    letters: letters.map((letter) => letterView({ processor: plan.processor, letter }, deployment)),
  };
};

/** What came of a redrive. */
export type Redriven = Awaited<ReturnType<typeof redriveLetters>>;

/**
 * Refuses a plan whose events want a look first, unless it was confirmed.
 * @throws {CliError} saying so
 */
export function refuseUnreviewed(
  { name, redrive }: Receiver,
  { letters }: Pick<RedrivePlan, 'letters'>,
  { confirm }: Pick<OperationOptions, 'confirm'>,
): void {
  if (redrive === 'review' && !confirm && letters.length > 0)
    throw wrongUse(
      `the processor "${name}" says redrive: "review": look at each event with --dry-run, then add --confirm`,
    );
}

interface Surroundings {
  readonly desk: Desk;
  readonly deployment: Deployment;
  readonly options: OperationOptions & LetterOptions;
  /** Is told how many were moved. */
  readonly tell: (moved: number) => void;
  readonly output: Output;
}

/** Moves what was planned, under a record of who did it. Nothing to move leaves no record. */
export async function redriveLetters(
  plan: RedrivePlan,
  ids: readonly string[],
  { desk, deployment, options, tell, output }: Surroundings,
) {
  const { letters, processor, looked: among } = plan;
  if (letters.length === 0) return { ended: 'done' as const, moved: 0, undeleted: 0, left: 0 };
  const { match, type, source, tenant, error, since, limit, rate, confirm } = options;
  const operation = {
    command: 'redrive',
    on: processor,
    options: typedOptions({ match, type, source, tenant, error, since, limit, rate, confirm, ids }),
    counts: { planned: letters.length },
  };
  const { counts, ended, ...rest } = await audited(await openAudit(deployment), operation, output, async () => {
    const result = await moveLetters(desk, letters, { rate, among, tell });
    return { ...endingOf(result, letters.length, desk.signal), error: result.error };
  });
  return { ended, ...counts, left: letters.length - counts.moved, ...rest };
}

function endingOf({ moved, undeleted, error }: Moved, planned: number, { aborted }: AbortSignal) {
  const stopped = aborted && moved.size < planned ? 'stopped' : 'done';
  const ended = error === undefined ? stopped : 'failed';
  return { ended, counts: { moved: moved.size, undeleted } } as const;
}
