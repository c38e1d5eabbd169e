import { defineProcessor } from 'breakwater/processor';

export const handler = defineProcessor((event, { log }) => log.info('message', { tenant: event.tenant, id: event.id }));
