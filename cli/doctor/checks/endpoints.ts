import { sourceStatuses } from '../../status/source-status.ts';
import type { Check } from './check.ts';

export const endpoints: Check = {
  title: 'endpoints',
  async run({ deployment, webhooks }) {
    const found = await deployment();
    const statuses = await sourceStatuses(found, Object.values((await webhooks()).sources));
    const silent = statuses.filter(({ lastEvent }) => lastEvent === undefined).map(({ source }) => source);
    const [first] = silent;
    if (first === undefined) return { state: 'ok', says: 'every source has had an event' };
    return {
      // Nobody registers a laptop.
      state: found.isLocal ? 'skipped' : 'wrong',
      says: `no event yet at ${silent.join(', ')}`,
      mend: found.isLocal
        ? `npx breakwater trigger ${first}`
        : `register ${found.webhookUrl}/${first} with the provider: npx breakwater providers says where`,
    };
  },
};
