import { AT, type FieldsRow, MS } from './fields-row.ts';

/** The same for the second half of them. */
export const moreSecondFields: readonly FieldsRow[] = [
  [
    'fingerprint',
    {},
    { event_id: 'fp-1', timestamp: MS, identification: { visitor_id: 'v' } },
    ['fp-1', undefined, String(MS), 'v'],
  ],
  ['nango', {}, { from: 'nango', type: 'forward', connectionId: 'c-1' }, [undefined, 'forward', undefined, 'c-1']],
  [
    'shopware',
    {},
    { data: { event: 'customer.login' }, source: { eventId: 'sw-1', shopId: 'sh' }, timestamp: 1760000000 },
    ['sw-1', 'customer.login', '1760000000', 'sh'],
  ],
  [
    'kontent-ai',
    {},
    { notifications: [{ data: { system: { last_modified: AT } }, message: { environment_id: 'e' } }] },
    [undefined, undefined, AT, 'e'],
  ],
  [
    'complycube',
    {},
    { id: 'cc-1', type: 'check.failed', createdAt: AT, payload: { id: 'p-1' } },
    ['cc-1', 'check.failed', AT, 'p-1'],
  ],
  [
    'mailtrap',
    {},
    { events: [{ event: 'bounce', event_id: 'x', timestamp: 1760000000, email: 'z@example.com' }] },
    [undefined, undefined, '1760000000', 'z@example.com'],
  ],
  [
    'smartcar',
    {},
    { eventId: 'sc-1', eventType: 'VEHICLE_ERROR', data: { vehicle: { id: 'v-1' } } },
    ['sc-1', 'VEHICLE_ERROR', undefined, 'v-1'],
  ],
  [
    'unit',
    {},
    {
      data: [
        {
          id: '1',
          type: 'account.closed',
          attributes: { createdAt: AT },
          relationships: { customer: { data: { id: '9' } } },
        },
      ],
    },
    [undefined, undefined, AT, '9'],
  ],
  [
    'lightspark',
    {},
    { event_id: 'l-1', event_type: 'NODE_STATUS', timestamp: AT, entity_id: 'Node:1' },
    ['l-1', 'NODE_STATUS', AT, 'Node:1'],
  ],
  [
    'paystack',
    {},
    { event: 'refund.processed', data: { paid_at: AT, reference: 'r-1' } },
    [undefined, 'refund.processed', AT, 'r-1'],
  ],
  [
    'terraform-cloud',
    {},
    { run_created_at: AT, workspace_name: 'w', notifications: [{ trigger: 'run:errored' }] },
    [undefined, 'run:errored', AT, 'w'],
  ],
  ['buildkite', { 'x-buildkite-event': 'ping' }, { event: 'ping' }, [undefined, 'ping']],
  [
    'checkout-com',
    {},
    { id: 'evt_1', type: 'payment_declined', created_on: AT, data: { id: 'pay_1' } },
    ['evt_1', 'payment_declined', AT, 'pay_1'],
  ],
  [
    'linkedin',
    {},
    { type: 'LEAD_ACTION', notifications: [{ lastModifiedAt: MS, organizationalEntity: 'urn:li:organization:1' }] },
    [undefined, 'LEAD_ACTION', String(MS), 'urn:li:organization:1'],
  ],
  [
    'customer-io',
    {},
    { event_id: 'ci-1', object_type: 'push', metric: 'sent', timestamp: 1760000000, data: { customer_id: 'u' } },
    ['ci-1', 'push.sent', '1760000000', 'u'],
  ],
  ['segment', {}, { messageId: 'sg-1', type: 'page', timestamp: AT, anonymousId: 'an' }, ['sg-1', 'page', AT, 'an']],
  ['helpscout', { 'x-helpscout-event': 'convo.moved' }, { id: 7 }, [undefined, 'convo.moved', undefined, '7']],
  [
    'clickup',
    {},
    { event: 'taskUpdated', task_id: 't-1', history_items: [{ id: '2', date: String(MS) }] },
    ['taskUpdated:2', 'taskUpdated', String(MS), 't-1'],
  ],
  [
    'todoist',
    { 'x-todoist-delivery-id': 'td-1' },
    { event_name: 'note:added', user_id: '2', triggered_at: AT },
    ['td-1', 'note:added', AT, '2'],
  ],
  [
    'nylas',
    {},
    { id: 'n-1', type: 'grant.expired', time: 1760000000, data: { object: { grant_id: 'g' } } },
    ['n-1', 'grant.expired', '1760000000', 'g'],
  ],
  [
    'squarespace',
    {},
    { id: 'sq-1', topic: 'extension.uninstall', createdOn: AT, websiteId: 'w' },
    ['sq-1', 'extension.uninstall', AT, 'w'],
  ],
  [
    'authorize-net',
    {},
    { notificationId: 'an-1', eventType: 'net.authorize.payment.void.created', eventDate: AT, payload: { id: '6' } },
    ['an-1', 'net.authorize.payment.void.created', AT, '6'],
  ],
  [
    'mollie',
    {},
    { id: 'event_1', type: 'sales-invoice.paid', createdAt: AT, entityId: 'in_1' },
    ['event_1', 'sales-invoice.paid', AT, 'in_1'],
  ],
  ['launchdarkly', {}, { _id: 'ld-1', kind: 'segment', date: MS, name: 'n' }, ['ld-1', 'segment', String(MS), 'n']],
  [
    'heroku',
    {},
    { id: 'h-1', resource: 'dyno', action: 'create', created_at: AT, data: { app: { name: 'a' } } },
    ['h-1', 'dyno.create', AT, 'a'],
  ],
  [
    'chatwoot',
    { 'x-chatwoot-delivery': 'cw-1' },
    { event: 'contact_updated', id: 7 },
    ['cw-1', 'contact_updated', undefined, '7'],
  ],
  ['hygraph', {}, { operation: 'unpublish', data: { id: 'h', updatedAt: AT } }, [undefined, 'unpublish', AT, 'h']],
  [
    'hook0',
    {
      'x-hook0-signature': 't=1,h=content-type x-event-id x-event-type,v1=0',
      'x-event-id': 'h-1',
      'x-event-type': 'a.b',
    },
    {},
    ['h-1', 'a.b'],
  ],
  [
    'hook0',
    { 'x-hook0-signature': 't=1,h=content-type,v1=0', 'x-event-id': 'not signed', 'x-event-type': 'not signed' },
    { event_type: 'c' },
    [undefined, 'c'],
  ],
  [
    'coinbase-cdp',
    { 'x-hook0-signature': 't=1,h=x-event-id x-event-type,v1=0', 'x-event-id': 'h-1', 'x-event-type': 'a.b' },
    {},
    ['h-1', 'a.b'],
  ],
];
