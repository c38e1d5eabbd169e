import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext } from './sample.ts';

/** The `data` of each event: https://clerk.com/docs/guides/development/webhooks/overview */
const DATA: Readonly<Record<string, (context: SampleContext) => object>> = {
  'user.created': (context) => user(context),
  'user.updated': (context) => user(context),
  'user.deleted': (context) => ({ deleted: true, id: `user_${nameOf(context, 27)}`, object: 'user' }),
  'session.created': (context) => ({
    id: `sess_${nameOf(context, 27)}`,
    object: 'session',
    user_id: 'user_29w83sxmDNGwOuEthce5gg56FcC',
    status: 'active',
    created_at: context.now,
    expire_at: context.now + 7 * 86_400_000,
  }),
};

export const clerk: CatalogueEntry = {
  types: Object.keys(DATA),
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      {
        data: DATA[base]?.(context),
        event_attributes: { http_request: { client_ip: '192.0.2.1', user_agent: 'Mozilla/5.0' } },
        instance_id: 'ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
        object: 'event',
        timestamp: context.now,
        type,
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register:
    'Clerk Dashboard, in the instance that you mean > Webhooks > Add Endpoint: https://…/webhooks/NAME and the events, such as user.created.',
  secret: 'The signing secret on the page of that endpoint, whsec_ and all. It is not the secret key sk_… of the API.',
  retries:
    'Svix sends for Clerk. Seven more tries after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h; only a 2xx within 15 seconds counts.',
  retryHours: 27.6,
  traps: [
    'Development and production are instances of their own, each with its endpoints and secrets.',
    'Order is not kept: user.updated may come before user.created.',
    'An endpoint that fails for 5 days is disabled until you enable it again.',
  ],
};

const user = (context: SampleContext) => ({
  id: `user_${nameOf(context, 27)}`,
  object: 'user',
  first_name: 'Zoë',
  last_name: 'Smith',
  email_addresses: [{ id: 'idn_29w83yL7CwVlJXylYLxcslromF1', email_address: 'zoe@example.com' }],
  created_at: context.now,
  updated_at: context.now,
});
