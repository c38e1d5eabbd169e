import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The shape of an event: https://developers.notion.com/reference/webhooks-events-delivery */
export const notion: CatalogueEntry = {
  types: ['page.content_updated', 'page.created', 'comment.created'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      id: uuidOf(context),
      timestamp: new Date(context.now).toISOString(),
      workspace_id: '13950b26-c203-4f3b-b97d-93ec06319565',
      workspace_name: 'Zoës Werkstatt',
      subscription_id: '29d75c0d-5546-4414-8459-7b7a92f1fc4b',
      integration_id: '0ef2e755-4912-8096-91c1-00376a88a5ca',
      type,
      authors: [{ id: 'c7c11cca-1d73-471d-9b6e-bdef51470190', type: 'person' }],
      attempt_number: 1,
      entity: { id: nameOf(context, 32), type: type.split('.')[0] },
      data: {},
    }),
  register: 'Integration settings > your integration > Webhooks > Create a subscription: URL and events.',
  secret:
    'Notion hands over a verification token (secret_…) when you make the subscription. While the source has no secret it is stored; then type it into Notion > Verify subscription.',
  retries: 'Up to eight more times over a day.',
  retryHours: 24,
  traps: [
    'Make the subscription before anybody else learns the URL: until the source has a secret, the first token that comes is stored.',
    'The token is shown nowhere in Notion: to change it, make the subscription again with the secret unset.',
    'An event tells what changed, not its content: fetch that.',
  ],
};
