import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** What a database webhook says of a row: https://supabase.com/docs/guides/database/webhooks#payload */
export const supabase: CatalogueEntry = {
  types: ['INSERT', 'UPDATE', 'DELETE'],
  deliver: (_, type, context) => {
    const row = { id: nameOf(context, 12), name: 'Zoë', created_at: new Date(context.now).toISOString() };
    return jsonDelivery(context.url, {
      type,
      table: 'orders',
      schema: 'public',
      record: type === 'DELETE' ? null : row,
      old_record: type === 'INSERT' ? null : row,
    });
  },
  register:
    'Database > Webhooks > Create a new hook, HTTP Request, POST: the URL …/webhooks/NAME and the header X-Webhook-Secret with your secret.',
  secret: 'Make one up, such as `openssl rand -hex 32` prints.',
  traps: [
    'This is for database webhooks. Auth hooks are signed: take standard-webhooks for those.',
    'Nothing says which change it was, so each request is an event of its own, also one that should come twice.',
  ],
};
