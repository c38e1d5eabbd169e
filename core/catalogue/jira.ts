import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** What changed, for each event: https://developer.atlassian.com/cloud/jira/platform/webhooks/ */
const CHANGES: Readonly<Record<string, object>> = {
  'jira:issue_created': { issue_event_type_name: 'issue_created' },
  'jira:issue_updated': {
    issue_event_type_name: 'issue_generic',
    changelog: { id: '10124', items: [{ field: 'status', fieldtype: 'jira', fromString: 'To Do', toString: 'Done' }] },
  },
  comment_created: {
    comment: { id: '10001', body: 'The mug with “Zoë” on it is back.', author: { accountId: '99:27' } },
  },
};

export const jira: CatalogueEntry = {
  types: Object.keys(CHANGES),
  deliver: (base, type, context) => {
    const issue = { id: nameOf(context, 5), key: 'SHOP-42', fields: { summary: 'The mug is sold out' } };
    const user = { accountId: '99:27', displayName: 'Zoë Smith' };
    return jsonDelivery(
      context.url,
      { timestamp: context.now, webhookEvent: type, user, issue, ...CHANGES[base] },
      { 'x-atlassian-webhook-identifier': uuidOf(context), 'x-atlassian-webhook-flow': 'Primary' },
    );
  },
};
