import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext } from './sample.ts';

/** The payload of each event: https://developers.webflow.com/data/docs/working-with-webhooks */
const PAYLOADS: Readonly<Record<string, (context: SampleContext) => object>> = {
  form_submission: (context) => ({
    name: 'Contact Us',
    siteId: '65427cf400e02b306eaa049c',
    data: { 'First Name': 'Zoë', email: 'zoe@example.com' },
    schema: [
      { fieldName: 'First Name', fieldType: 'FormTextInput', fieldElementId: '285042f7-d554-dc7f-102c-aa10d6a2d2c4' },
      { fieldName: 'email', fieldType: 'FormTextInput', fieldElementId: '285042f7-d554-dc7f-102c-aa10d6a2d2c6' },
    ],
    submittedAt: new Date(context.now).toISOString(),
    id: nameOf(context),
    formId: '65429eadebe8a9f3a30f62d0',
    formElementId: '4e038d2c-6a1e-4953-7be9-a59a2b453177',
  }),
  site_publish: (context) => ({
    siteId: '65427cf400e02b306eaa049c',
    domains: ['acme.webflow.io'],
    publishedOn: new Date(context.now).toISOString(),
    publishedBy: { displayName: 'Zoë Smith' },
  }),
  collection_item_changed: (context) => ({
    id: nameOf(context),
    siteId: '65427cf400e02b306eaa049c',
    collectionId: '65429eadebe8a9f3a30f62d1',
    lastUpdated: new Date(context.now).toISOString(),
    isArchived: false,
    isDraft: false,
    fieldData: { name: 'Mug with “Zoë” on it', slug: 'mug-zoe' },
  }),
};

export const webflow: CatalogueEntry = {
  types: Object.keys(PAYLOADS),
  deliver: (base, type, context) =>
    jsonDelivery(context.url, { triggerType: type, payload: PAYLOADS[base]?.(context) }),
  register:
    'Over the API: POST https://api.webflow.com/v2/sites/SITE_ID/webhooks with triggerType and url https://…/webhooks/NAME. Do not use the site settings: what is made there is not signed.',
  secret:
    'Made by an OAuth app: the client secret of the app. Made with a site token: the secret in the answer to that call. It is not the token.',
  retries: 'Up to three tries, 10 minutes apart; only a 200 counts.',
  retryHours: 0.5,
  traps: [
    'Webhooks made in the dashboard carry no signature, and everything is refused.',
    'A webhook has one triggerType; made with a site token, each has a secret of its own: make a source for each.',
    'Failures that go on deactivate the webhook.',
  ],
};
