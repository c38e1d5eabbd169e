import { defineProcessor } from 'breakwater/processor';

export const handler = defineProcessor((event, { log }) => log.info('contact', { event: event.id, type: event.type }));
