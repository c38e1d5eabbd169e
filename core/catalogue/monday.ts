import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** https://developer.monday.com/api-reference/reference/webhooks */
export const monday: CatalogueEntry = {
  types: ['create_pulse', 'update_column_value'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      event: {
        userId: 9603417,
        boardId: 1771812698,
        pulseId: 1772099344,
        pulseName: 'Größere Henkel',
        groupId: 'topics',
        ...(base === 'update_column_value' && { columnId: 'status', value: { label: { index: 1, text: 'Done' } } }),
        app: 'monday',
        type,
        triggerTime: new Date(context.now).toISOString(),
        subscriptionId: 73759690,
        triggerUuid: nameOf(context, 32),
      },
    }),
  register:
    'From an app, with its token: the mutation create_webhook with the URL https://…/webhooks/NAME. Webhooks added to a board by hand are not signed.',
  secret:
    "monday.com > Developers > your app > Basic information > Signing Secret; for some webhooks of an app's life the Client Secret.",
  traps: [
    'The token says nothing of the body: who sees one request can send others for five minutes. Ask monday for what matters.',
    'The token names the address: what stands in the webhook has to be the public URL to the letter.',
  ],
};
