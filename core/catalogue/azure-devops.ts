import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The events of a project: https://learn.microsoft.com/azure/devops/service-hooks/events */
export const azureDevops: CatalogueEntry = {
  types: ['git.push', 'git.pullrequest.created', 'build.complete', 'workitem.created'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      subscriptionId: '00000000-0000-0000-0000-000000000000',
      notificationId: 1,
      id: uuidOf(context),
      eventType: type,
      publisherId: 'tfs',
      message: { text: 'Zoë did something in the project Shop' },
      resource: { url: `https://dev.azure.com/acme/shop/_apis/things/${nameOf(context, 8)}` },
      resourceVersion: '1.0',
      resourceContainers: { project: { id: '6ce954b1-ce1f-45d1-b94d-e6bf2464ba2c' } },
      createdDate: new Date(context.now).toISOString(),
    }),
  register:
    'Project settings > Service hooks > Create subscription > Web Hooks: the URL …/webhooks/NAME, with a basic authentication username and password, or the HTTP header X-Webhook-Secret:YOUR_SECRET.',
  secret: 'Make up a user and a password; the secret of the source is user:password.',
  traps: ['Nothing is signed, and without one of the two every event is refused.'],
};
