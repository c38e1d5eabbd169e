import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The events of files: https://developers.figma.com/docs/rest-api/webhooks-events */
export const figma: CatalogueEntry = {
  types: ['FILE_UPDATE', 'FILE_COMMENT', 'FILE_VERSION_UPDATE', 'LIBRARY_PUBLISH', 'PING'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      event_type: type,
      file_key: nameOf(context, 22),
      file_name: 'Zoë’s mug',
      timestamp: new Date(context.now).toISOString(),
      webhook_id: '22',
    }),
  register: 'POST https://api.figma.com/v2/webhooks with the endpoint …/webhooks/NAME and your secret as passcode.',
  secret: 'The passcode that you made up; Figma does not show it again.',
  traps: [
    'The secret stands in the body of every event, so whoever may read the events can send some: keep the body out of your logs.',
    'Events have no id of their own: an event is known by its body.',
    'FILE_UPDATE comes when nobody has edited the file for 30 minutes.',
  ],
};
