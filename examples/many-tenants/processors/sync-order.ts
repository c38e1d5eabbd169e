import { defineProcessor, PermanentError } from 'breakwater/processor';

export const handler = defineProcessor<'shopify', 'orders/create'>((event, { log, idempotencyKey }) => {
  // The tenant is the one in the URL, whose secret the event was signed with.
  if (event.tenant === undefined) throw new PermanentError('the event is of no tenant');
  log.info('order', { tenant: event.tenant, event: event.id, key: idempotencyKey });
});
