import { defineProcessor } from 'breakwater/processor';

/** Gets the events of three sources, so their data is not of one type. */
export const handler = defineProcessor((event, { log, idempotencyKey }) => {
  log.info('payment', { source: event.source, type: event.type, key: idempotencyKey });
});
