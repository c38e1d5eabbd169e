import { type FailedEvent, groupIssues, type Issue, issueId } from '../../core/issues.ts';
import type { Deployment } from '../deployment.ts';

/** The issues of a deployment. */
export interface OpenIssues {
  /** Puts failures together, with what operators have said of them: the issue that was seen last first. */
  readonly group: (failed: readonly FailedEvent[]) => Promise<Issue[]>;
}

/** Opens the issues of a deployment. */
export async function openIssues({ ledgerTable, aws }: Deployment): Promise<OpenIssues> {
  // The SDK takes longer to load than everything else here together.
  const { openIssueRecords } = await import('../../lambda/aws/issue-records.ts');
  const records = openIssueRecords(ledgerTable, aws);
  return {
    async group(failed) {
      const ids = failed.flatMap(({ processor, failures }) => {
        const last = failures.at(-1);
        return last ? [issueId(processor, last.error)] : [];
      });
      return groupIssues(failed, await records.read([...new Set(ids)]));
    },
  };
}
