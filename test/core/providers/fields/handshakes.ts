import { createHash } from 'node:crypto';
import { AT, type FieldsRow, MS } from './fields-row.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const adyenItem = (fields: object) => ({ NotificationRequestItem: fields });
const authorised = {
  pspReference: 'P1',
  eventCode: 'AUTHORISATION',
  success: 'true',
  eventDate: AT,
  merchantAccountCode: 'Shop',
};

const braintreeForm = (xml: string) => {
  const payload = `${Buffer.from(xml).toString('base64')}\n`;
  const id = `sha256:${createHash('sha256').update(payload.trim()).digest('hex')}`;
  return { body: new URLSearchParams({ bt_signature: 'p|0', bt_payload: payload }).toString(), id };
};
const dispute = braintreeForm(
  `<notification><kind>dispute_opened</kind><timestamp type="datetime">${AT}</timestamp><subject><kind>x</kind></subject></notification>`,
);
const nothing = braintreeForm('<notification/>');

const CONTENTFUL = { 'x-contentful-topic': 'ContentManagement.Entry.publish', 'x-contentful-idempotency-key': 'k-1' };
const entry = { sys: { updatedAt: AT, createdAt: 'x', space: { sys: { id: 'space' } } } };

/** Where the providers that want more of an endpoint than an answer say what their events are. */
export const handshakesFields: readonly FieldsRow[] = [
  [
    'square',
    {},
    { event_id: 'e-1', type: 'payment.created', created_at: AT, merchant_id: 'm' },
    ['e-1', 'payment.created', AT, 'm'],
  ],
  [
    'hubspot',
    {},
    [{ eventId: 1, subscriptionType: 'contact.creation', occurredAt: MS, portalId: 7 }, { eventId: 2 }],
    [undefined, undefined, String(MS), '7'],
  ],
  ['contentful', CONTENTFUL, entry, [undefined, 'ContentManagement.Entry.publish', AT, 'space']],
  [
    'contentful',
    { ...CONTENTFUL, 'x-contentful-signed-headers': 'x-contentful-idempotency-key,x-contentful-timestamp' },
    entry,
    ['k-1', 'ContentManagement.Entry.publish', AT, 'space'],
  ],
  ['mandrill', FORM, 'mandrill_events=%5B%7B%22event%22%3A%22send%22%2C%22_id%22%3A%22a%22%7D%5D', []],
  ['adyen', {}, { notificationItems: [adyenItem(authorised)] }, ['P1.AUTHORISATION.true', 'AUTHORISATION', AT, 'Shop']],
  ['adyen', {}, { notificationItems: [adyenItem(authorised), adyenItem(authorised)] }, []],
  [
    'adyen',
    {},
    { notificationItems: [adyenItem({ ...authorised, pspReference: '' })] },
    [undefined, 'AUTHORISATION', AT, 'Shop'],
  ],
  [
    'adyen',
    {},
    { type: 'balancePlatform.transfer.updated', timestamp: AT, data: { balancePlatform: 'B' } },
    [undefined, 'balancePlatform.transfer.updated', AT, 'B'],
  ],
  [
    'mailgun',
    {},
    {
      signature: { token: 't-1', timestamp: '1760000000' },
      'event-data': { event: 'opened', id: 'not signed', timestamp: 1760000000.5, 'recipient-domain': 'example.com' },
    },
    ['t-1', 'opened', '1760000000.5', 'example.com'],
  ],
  [
    'mailgun',
    FORM,
    'event=bounced&token=t-1&timestamp=1760000000&domain=example.com',
    ['t-1', 'bounced', '1760000000', 'example.com'],
  ],
  [
    'box',
    {},
    { id: 'b-1', trigger: 'FILE.UPLOADED', created_at: AT, source: { id: '7' } },
    ['b-1', 'FILE.UPLOADED', AT, '7'],
  ],
  [
    'docusign',
    {},
    { event: 'envelope-sent', generatedDateTime: AT, data: { envelopeId: 'e' } },
    [`e//envelope-sent/${AT}`, 'envelope-sent', AT, 'e'],
  ],
  [
    'docusign',
    {},
    { event: 'recipient-sent', retryCount: 3, generatedDateTime: AT, data: { envelopeId: 'e', recipientId: '1' } },
    [`e/1/recipient-sent/${AT}`, 'recipient-sent', AT, 'e'],
  ],
  ['docusign', { 'content-type': 'text/xml' }, '<DocuSignEnvelopeInformation/>', []],
  ['braintree', FORM, dispute.body, [dispute.id, 'dispute_opened', AT]],
  ['braintree', FORM, `${dispute.body}&added=by-a-forger`, [dispute.id, 'dispute_opened', AT]],
  ['braintree', FORM, dispute.body.replace('%0A', ''), [dispute.id, 'dispute_opened', AT]],
  ['braintree', FORM, nothing.body, [nothing.id]],
  [
    'linear',
    { 'linear-delivery': 'd-1' },
    { type: 'Issue', action: 'update', createdAt: AT, organizationId: 'o', webhookTimestamp: 1 },
    ['d-1', 'Issue.update', AT, 'o'],
  ],
  ['linear', {}, { type: 'OAuthApp', webhookTimestamp: MS }, [undefined, 'OAuthApp', String(MS)]],
  [
    'line',
    {},
    { destination: 'U', events: [{ webhookEventId: 'w-1', type: 'follow', timestamp: MS }] },
    ['w-1', undefined, String(MS), 'U'],
  ],
  [
    'line',
    {},
    { destination: 'U', events: [{ webhookEventId: 'w-1' }, { webhookEventId: 'w-2' }] },
    [undefined, undefined, undefined, 'U'],
  ],
  ['retell', {}, { event: 'call_ended', call: { call_id: 'c' } }, [undefined, 'call_ended', undefined, 'c']],
  [
    'trello',
    {},
    { action: { id: 'a-1', type: 'createCard', date: AT }, model: { id: 'b' } },
    ['a-1', 'createCard', AT, 'b'],
  ],
  [
    'x',
    {},
    { for_user_id: '7', tweet_create_events: [{ id_str: '1', timestamp_ms: String(MS) }] },
    [undefined, 'tweet_create_events', String(MS), '7'],
  ],
  [
    'x',
    {},
    { for_user_id: '7', direct_message_events: [{ created_timestamp: String(MS) }], users: {} },
    [undefined, 'direct_message_events', String(MS), '7'],
  ],
  ['x', {}, { data: { event_type: 'profile.update.bio' } }, [undefined, 'profile.update.bio']],
  ['x', {}, [], []],
  [
    'notion',
    {},
    { id: 'n-1', type: 'page.created', timestamp: AT, entity: { id: 'p' } },
    ['n-1', 'page.created', AT, 'p'],
  ],
  [
    'msgraph',
    {},
    { value: [{ id: 'g-1', changeType: 'created', subscriptionId: 's' }] },
    ['g-1', undefined, undefined, 's'],
  ],
  [
    'msgraph',
    {},
    { value: [{ id: 'g-1', subscriptionId: 's' }, { id: 'g-2' }] },
    [undefined, undefined, undefined, 's'],
  ],
  ['okta', {}, { eventId: 'o-1', eventTime: AT, source: 'hook', data: { events: [] } }, ['o-1', undefined, AT, 'hook']],
  [
    'strava',
    {},
    { object_type: 'activity', aspect_type: 'create', event_time: 1760000000, owner_id: 7 },
    [undefined, 'activity.create', '1760000000', '7'],
  ],
];
