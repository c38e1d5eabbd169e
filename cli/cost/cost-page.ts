import type { Webhooks } from '../../core/configuration.ts';
import type { Inventory } from '../../core/cost/inventory.ts';
export const costPage = (stack: string, _: Inventory, __: Webhooks) => stack;
