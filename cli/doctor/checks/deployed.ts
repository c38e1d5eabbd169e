import type { Check } from './check.ts';

export const deployed: Check = {
  title: 'deployment',
  async run({ deployment }) {
    const { name, webhookUrl } = await deployment();
    return { state: 'ok', says: `${name} at ${webhookUrl}` };
  },
};
