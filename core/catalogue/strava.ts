import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** The shape of an event: https://developers.strava.com/docs/webhooks/ */
export const strava: CatalogueEntry = {
  types: ['activity.create', 'activity.update', 'activity.delete', 'athlete.update'],
  deliver: (_, type, context) => {
    const [object_type, aspect_type] = type.split('.');
    const updates = { 'activity.update': { title: 'Morgenlauf mit Zoë' }, 'athlete.update': { authorized: 'false' } };
    return jsonDelivery(context.url, {
      aspect_type,
      event_time: secondsOf(context),
      object_id: Number.parseInt(nameOf(context, 9), 16),
      object_type,
      owner_id: 134815,
      subscription_id: 120475,
      updates: Reflect.get(updates, type) ?? {},
    });
  },
  register:
    'POST https://www.strava.com/api/v3/push_subscriptions with client_id, client_secret, verify_token and callback_url = …/webhooks/NAME?secret=YOUR_SECRET.',
  secret: 'You make it up: 16 letters and digits or more. It stands in the URL only; the verify token is another text.',
  retries: 'Up to three tries in all, while no 200 comes within 2 seconds.',
  traps: [
    'Nothing is signed: keep the URL out of logs, and fetch the activity before you act on an event.',
    'An application has one subscription; delete it to change the URL.',
  ],
};
