import { defineProcessor } from 'breakwater/processor';

export const handler = defineProcessor<'stripe', 'payment_intent.succeeded'>((event, { log }) => {
  const { id, amount, currency } = event.data.data.object;
  log.info('paid', { payment: id, amount, currency });
});
