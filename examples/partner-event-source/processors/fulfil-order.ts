import { defineProcessor } from 'breakwater/processor';

export const handler = defineProcessor((event, { log }) => log.info('order', { order: event.id, type: event.type }));
