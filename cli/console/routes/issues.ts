import { ISSUE_STATES } from '../../../core/issues.ts';
import { wrongUse } from '../../cli-error.ts';
import { failedEvents } from '../../issues/failed-events.ts';
import { redriveCommand } from '../../issues/issue-view.ts';
import { markIssue } from '../../issues/mark-issue.ts';
import { openIssues } from '../../issues/open-issues.ts';
import type { IssuePage, Outcome } from '../api.ts';
import { text } from '../asked.ts';
import type { Route } from '../route.ts';

/** Failures put together that are one issue. */
export const issues: Route = {
  method: 'GET',
  path: 'issues',
  async answer(_, { index, deployment }): Promise<IssuePage> {
    await index.opened();
    const events = index.events();
    const { group } = await openIssues(deployment);
    const found = await group(failedEvents(events.map(({ view }) => view)));
    const issues = found.map((issue) => ({ ...issue, redrive: redriveCommand(issue, deployment) }));
    return { issues, looked: events.length };
  },
};

/** Says what is thought of an issue. */
export const issueState: Route = {
  method: 'POST',
  path: 'issues/state',
  async answer(asked, { deployment, terminal }): Promise<Outcome> {
    const [id, wanted] = [text(asked, 'id'), text(asked, 'state')];
    const state = ISSUE_STATES.find((each) => each === wanted);
    if (!state) throw wrongUse(`there is no state "${wanted}"; there are: ${ISSUE_STATES.join(', ')}`);
    await markIssue(deployment, id, state, terminal.err);
    return { text: `the issue ${id} is ${state}`, isGood: true };
  },
};
