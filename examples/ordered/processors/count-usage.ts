import { defineProcessor } from 'breakwater/processor';

export const handler = defineProcessor((event, { log }) => log.info('usage', { event: event.id }));
