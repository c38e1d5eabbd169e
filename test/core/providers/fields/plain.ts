import { AT, type FieldsRow, MS } from './fields-row.ts';

/** As Svix sends them; the prefix of Standard Webhooks would do as well. */
const SVIX = { 'svix-id': 'msg_1', 'svix-timestamp': '1760000000', 'svix-signature': 'v1,x' };

/** Where the providers that are a description of a scheme say what their events are. */
export const plainFields: readonly FieldsRow[] = [
  [
    'jira',
    { 'x-atlassian-webhook-identifier': 'w-1' },
    { webhookEvent: 'jira:issue_created', timestamp: MS },
    ['w-1', 'jira:issue_created', String(MS)],
  ],
  [
    'typeform',
    {},
    { event_id: '01H', event_type: 'form_response', form_response: { submitted_at: AT, token: 't' } },
    ['01H', 'form_response', AT],
  ],
  [
    'webflow',
    { 'x-webflow-timestamp': String(MS) },
    { triggerType: 'collection_item_changed', payload: { id: 'the item, not the event' } },
    [undefined, 'collection_item_changed', String(MS)],
  ],
  [
    'intercom',
    {},
    { id: 'notif_1', topic: 'contact.created', created_at: 1760000000, type: 'notification_event' },
    ['notif_1', 'contact.created', '1760000000'],
  ],
  ['bitbucket', { 'x-request-uuid': 'r-1', 'x-event-key': 'repo:push', 'x-hook-uuid': 'h' }, {}, ['r-1', 'repo:push']],
  [
    'circleci',
    {},
    { id: 'c-1', type: 'job-completed', happened_at: AT, webhook: { id: 'h' } },
    ['c-1', 'job-completed', AT],
  ],
  [
    'calendly',
    {},
    { event: 'invitee.created', created_at: AT, payload: { uri: 'https://x' } },
    [undefined, 'invitee.created', AT],
  ],
  [
    'coinbase-commerce',
    {},
    { id: 'the delivery', event: { id: 'e-1', type: 'charge:failed' } },
    ['e-1', 'charge:failed'],
  ],
  ['vercel', {}, { id: 'uev_1', type: 'deployment.error', createdAt: MS }, ['uev_1', 'deployment.error', String(MS)]],
  [
    'woocommerce',
    { 'x-wc-webhook-delivery-id': 'd-1', 'x-wc-webhook-topic': 'order.created', 'x-wc-webhook-id': '7' },
    { id: 727 },
    ['d-1', 'order.created'],
  ],
  [
    'twitch',
    {
      'twitch-eventsub-message-id': 'm-1',
      'twitch-eventsub-message-type': 'notification',
      'twitch-eventsub-message-timestamp': AT,
      'twitch-eventsub-subscription-type': 'stream.online',
    },
    { subscription: { id: 's' } },
    ['m-1', 'stream.online', AT],
  ],
  [
    'twitch',
    { 'twitch-eventsub-message-type': 'revocation', 'twitch-eventsub-subscription-type': 'stream.online' },
    {},
    [undefined, 'revocation'],
  ],
  ['airtable', {}, { base: { id: 'app1' }, webhook: { id: 'ach1' }, timestamp: AT }, [undefined, undefined, AT]],
  [
    'sentry',
    { 'request-id': 'r-1', 'sentry-hook-resource': 'issue', 'sentry-hook-timestamp': '1760000000' },
    { action: 'created' },
    ['r-1', 'issue.created', '1760000000'],
  ],
  ['sentry', { 'sentry-hook-resource': 'issue' }, { action: {} }, [undefined, 'issue']],
  ['sentry', {}, { action: 'created' }, []],
  [
    'pagerduty',
    { 'x-webhook-id': 'the webhook, not the event' },
    { event: { id: 'e-1', event_type: 'incident.resolved', occurred_at: AT } },
    ['e-1', 'incident.resolved', AT],
  ],
  [
    'zendesk',
    {
      'x-zendesk-webhook-invocation-id': 'i-1',
      'x-zendesk-webhook-signature-timestamp': AT,
      'x-zendesk-account-id': '22129848',
      'x-zendesk-webhook-id': 'w',
    },
    { id: 'perhaps a ticket', type: 'zen:event-type:user.created' },
    ['i-1', 'zen:event-type:user.created', AT, '22129848'],
  ],
  [
    'lemonsqueezy',
    { 'x-event-name': 'not signed' },
    { meta: { event_name: 'order_created', webhook_id: 'w' }, data: { id: '1' } },
    [undefined, 'order_created'],
  ],
  [
    'paddle',
    {},
    { event_id: 'evt_1', event_type: 'transaction.completed', occurred_at: AT, notification_id: 'n' },
    ['evt_1', 'transaction.completed', AT],
  ],
  [
    'quickbooks',
    {},
    [{ id: 'q-1', type: 'qbo.invoice.created.v1', time: AT, intuitaccountid: '310687', intuitentityid: '1' }],
    ['q-1', undefined, AT, '310687'],
  ],
  [
    'quickbooks',
    {},
    [
      { id: 'q-1', type: 'qbo.invoice.created.v1' },
      { id: 'q-2', type: 'qbo.invoice.created.v1' },
    ],
    [],
  ],
  ['quickbooks', {}, { eventNotifications: [{ realmId: '310687' }] }, [undefined, undefined, undefined, '310687']],
  ['xero', {}, { events: [{ eventCategory: 'INVOICE', eventType: 'CREATE' }] }, []],
  ['svix', SVIX, { type: 'invoice.paid', timestamp: AT }, ['msg_1', 'invoice.paid', AT]],
  ['clerk', SVIX, { type: 'user.created', timestamp: MS, data: { id: 'u' } }, ['msg_1', 'user.created', String(MS)]],
  ['resend', SVIX, { type: 'email.opened', created_at: AT }, ['msg_1', 'email.opened', AT]],
  [
    'openai',
    { 'webhook-id': 'wh_1', 'webhook-signature': 'v1,x' },
    { id: 'evt_1', type: 'batch.completed', created_at: 1760000000 },
    ['wh_1', 'batch.completed', '1760000000'],
  ],
  [
    'bigcommerce',
    { 'webhook-id': 'b-1' },
    { scope: 'store/order/created', created_at: 1760000000, hash: 'h', data: { id: 1 } },
    ['b-1', 'store/order/created', '1760000000'],
  ],
  [
    'gitlab',
    { 'idempotency-key': 'k-1', 'x-gitlab-event-uuid': 'shared', 'x-gitlab-event': 'Push Hook' },
    { object_kind: 'push' },
    ['k-1', 'push'],
  ],
  ['gitlab', { 'x-gitlab-event': 'System Hook' }, {}, [undefined, 'System Hook']],
  ['workos', {}, { id: 'event_1', event: 'user.created', data: { id: 'user_1' } }, ['event_1', 'user.created']],
  ['mux', {}, { id: 'm-1', type: 'video.asset.ready', object: { id: 'a' } }, ['m-1', 'video.asset.ready']],
  ['elevenlabs', {}, { type: 'post_call_transcription' }, [undefined, 'post_call_transcription']],
  ['tailscale', {}, [{ type: 'nodeCreated' }, { type: 'nodeDeleted' }], []],
  ['cal-com', {}, { triggerEvent: 'BOOKING_CREATED', payload: { uid: 'u' } }, [undefined, 'BOOKING_CREATED']],
];
