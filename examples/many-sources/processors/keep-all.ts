import { defineProcessor } from 'breakwater/processor';

export const handler = defineProcessor((event, { log }) => log.info('event', { source: event.source, id: event.id }));
