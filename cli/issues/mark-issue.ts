import type { IssueState } from '../../core/issues.ts';
import type { Deployment } from '../deployment.ts';
import { audited, openAudit } from '../operations/audited.ts';
import type { Output } from '../terminal.ts';

/** Writes down what an operator thinks of an issue, and that it was this operator. */
export async function markIssue(deployment: Deployment, id: string, state: IssueState, output: Output): Promise<void> {
  const { openIssueRecords } = await import('../../lambda/aws/issue-records.ts');
  const records = openIssueRecords(deployment.ledgerTable, deployment.aws);
  const audit = await openAudit(deployment);
  const operation = { command: 'issues', on: undefined, options: { issue: id, state }, counts: {} };
  await audited(audit, operation, output, async () => {
    await records.write({ id, state, who: audit.who, at: new Date().toISOString() });
    return { ended: 'done', counts: {} };
  });
}
