import type { ProcessorFunction } from '../../../lambda/runtime/index.ts';
import { deleteOwnData, requestErasure } from './erasures.ts';

const defineProcessor = (work: ProcessorFunction) => work;

/** Deletes what we keep of a customer or a shop, and asks for the purge of what Breakwater keeps. */
export const handler = defineProcessor(async ({ type, data }, { idempotencyKey, log }) => {
  const field = type === 'shop/redact' ? `shop_id=${data.shop_id}` : `customer.id=${data.customer.id}`;
  if (type !== 'customers/data_request') await deleteOwnData(field);
  await requestErasure({ id: idempotencyKey, kind: type, options: ['--source', 'shopify', '--field', field] });
  log.info('erasure requested', { kind: type });
});
