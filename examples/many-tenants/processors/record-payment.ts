import { defineProcessor } from 'breakwater/processor';

export const handler = defineProcessor((event, { log }) => log.info('payment', { id: event.id, type: event.type }));
