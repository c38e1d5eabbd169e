import { SAYS } from '../../secrets/secret-status.ts';
import { commandLine } from '../../status/needs.ts';
import { sourceStatuses } from '../../status/source-status.ts';
import type { Check } from './check.ts';

export const secrets: Check = {
  title: 'secrets',
  async run({ deployment, webhooks, options }) {
    const statuses = await sourceStatuses(await deployment(), Object.values((await webhooks()).sources));
    const useless = statuses.filter(({ secret }) => secret !== 'set' && secret !== 'not-needed');
    const [first] = useless;
    if (!first) return { state: 'ok', says: 'every source has one' };
    const says = useless.map(({ source, secret }) => `${source}: ${SAYS[secret]}`).join(', ');
    return { state: 'wrong', says, mend: commandLine(`secrets set ${first.source}`, options) };
  },
};
