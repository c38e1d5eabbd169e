import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** https://docs.kinde.com/integrate/webhooks/add-manage-webhooks/ */
export const kinde: CatalogueEntry = {
  types: ['user.created', 'organization.created'],
  deliver: (base, type, context) => {
    const user = { id: `kp_${nameOf(context, 32)}`, first_name: 'Zoë', email: 'zoe@example.com' };
    const organization = { code: `org_${nameOf(context, 12)}`, name: 'Größe & Söhne' };
    const payload = {
      type,
      event_id: `event_${nameOf(context, 32)}`,
      timestamp: new Date(context.now).toISOString(),
      source: 'admin',
      data: base === 'user.created' ? { user } : { organization },
    };
    const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
    // Not signed yet: what signs it keeps the claims.
    const body = `${part({ alg: 'RS256' })}.${part(payload)}.`;
    return { ...jsonDelivery(context.url, body), headers: { 'content-type': 'application/jwt' } };
  },
  register: 'Settings > Webhooks > Add webhook: https://…/webhooks/NAME and the events.',
  secret:
    'None: Kinde publishes its keys under the domain that the source names. A public key that is set as the secret is the only one that counts.',
  traps: ['The body is a token, and processors get it as text: what happened are its claims.'],
};
