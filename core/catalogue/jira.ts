import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** What changed, for each event: https://developer.atlassian.com/cloud/jira/platform/webhooks/ */
const CHANGES: Readonly<Record<string, object>> = {
  'jira:issue_created': { issue_event_type_name: 'issue_created' },
  'jira:issue_updated': {
    issue_event_type_name: 'issue_generic',
    changelog: { id: '10124', items: [{ field: 'status', fieldtype: 'jira', fromString: 'To Do', toString: 'Done' }] },
  },
  'jira:issue_deleted': {},
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
  register:
    'As a Jira admin: Settings > System > WebHooks > Create a WebHook: URL https://…/webhooks/NAME, a secret, the events and, if you like, a JQL filter.',
  secret: 'The text in the Secret field of that webhook. It is not an API token or the client secret of an app.',
  retries: 'Up to 5 more after a 408, 409, 425, 429 or 5xx or when no answer comes, within about half an hour.',
  retryHours: 0.5,
  traps: [
    'Only webhooks that an admin made are signed in this way. Those that a Connect or OAuth app made carry a token instead, and are refused.',
    'Without a secret Jira signs nothing, and everything is refused.',
    'A refusal is final: Jira does not send again what was answered 401.',
  ],
};
