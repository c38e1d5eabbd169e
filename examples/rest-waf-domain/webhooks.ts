import { defineWebhooks } from 'breakwater';

export const webhooks = defineWebhooks({
  sources: { github: { allowAddresses: 'published' } },
  processors: { 'announce-push': { on: { github: ['push'] } } },
});
