import type { Check } from './check.ts';

export const configuration: Check = {
  title: 'configuration',
  async run({ webhooks }) {
    const { sources, processors } = await webhooks();
    const [source, processor] = [Object.keys(sources).length, Object.keys(processors).length];
    return { state: 'ok', says: `${source} sources, ${processor} processors` };
  },
};
