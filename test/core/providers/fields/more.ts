import { AT, type FieldsRow, MS } from './fields-row.ts';

/** Where the providers that most catalogues leave out say what their events are. */
export const moreFields: readonly FieldsRow[] = [
  [
    'razorpay',
    { 'x-razorpay-event-id': 'ev_1' },
    { event: 'order.paid', created_at: 1760000000, account_id: 'acc_1' },
    ['ev_1', 'order.paid', '1760000000', 'acc_1'],
  ],
  [
    'gocardless',
    {},
    { events: [{ id: 'EV1', resource_type: 'payments', action: 'failed' }], meta: { webhook_id: 'WB1' } },
    ['WB1'],
  ],
  [
    'onfido',
    {},
    { payload: { resource_type: 'check', action: 'check.completed', object: { id: 'c-1', completed_at_iso8601: AT } } },
    [undefined, 'check.completed', AT, 'c-1'],
  ],
  [
    'modern-treasury',
    {},
    { event: 'reconciled', data: { id: 'po-1', object: 'payment_order', updated_at: AT } },
    [undefined, 'payment_order.reconciled', AT, 'po-1'],
  ],
  [
    'orb',
    {},
    { id: 'o-1', type: 'invoice.issued', created_at: AT, invoice: { id: 'i-1' } },
    ['o-1', 'invoice.issued', AT, 'i-1'],
  ],
  [
    'finch',
    { 'finch-event-id': 'f-1', 'finch-timestamp': '1760000000' },
    { event_type: 'company.updated', company_id: 'co-1' },
    ['f-1', 'company.updated', '1760000000', 'co-1'],
  ],
  [
    'metronome',
    {},
    { id: 'm-1', type: 'invoice.finalized', properties: { customer_id: 'cu-1', timestamp: AT } },
    ['m-1', 'invoice.finalized', AT, 'cu-1'],
  ],
  [
    'stream',
    { 'x-webhook-id': 'w-1' },
    { type: 'member.added', created_at: AT, cid: 'messaging:x' },
    ['w-1', 'member.added', AT, 'messaging:x'],
  ],
  [
    'pusher',
    {},
    { time_ms: MS, events: [{ name: 'channel_vacated', channel: 'c' }] },
    [undefined, undefined, String(MS)],
  ],
  [
    'easypost',
    {},
    { id: 'evt_1', description: 'tracker.created', created_at: AT, result: { id: 'trk_1' } },
    ['evt_1', 'tracker.created', AT, 'trk_1'],
  ],
  [
    'shortcut',
    {},
    {
      id: 's-1',
      changed_at: AT,
      primary_id: 7,
      actions: [
        { id: 6, entity_type: 'epic', action: 'update' },
        { id: 7, entity_type: 'story', action: 'delete' },
      ],
    },
    ['s-1', 'story.delete', AT, '7'],
  ],
  [
    'gr4vy',
    { 'x-gr4vy-webhook-id': 'd-1' },
    { type: 'event', id: 'g-1', name: 'buyer.created', created_at: AT, target: { id: 'b-1' } },
    ['g-1', 'buyer.created', AT, 'b-1'],
  ],
  [
    'sanity',
    { 'idempotency-key': 'k-1', 'sanity-operation': 'delete' },
    { _id: 'doc', _type: 'post', _updatedAt: AT },
    ['k-1', 'delete', AT, 'doc'],
  ],
  ['terra', {}, { type: 'body', user: { user_id: 'u-1' } }, [undefined, 'body', undefined, 'u-1']],
  [
    'sinch',
    {},
    { app_id: 'a', accepted_time: AT, event_time: AT, event_delivery_report: { status: 'FAILED' } },
    [undefined, 'event_delivery_report', AT, 'a'],
  ],
  [
    'authsignal',
    {},
    { id: 'a-1', type: 'sms.created', time: AT, data: { userId: 'u' } },
    ['a-1', 'sms.created', AT, 'u'],
  ],
  [
    'duda',
    {},
    { event_type: 'DOMAIN_UPDATED', event_timestamp: MS, resource_data: { site_name: 's' } },
    [undefined, 'DOMAIN_UPDATED', String(MS), 's'],
  ],
  [
    'cashfree',
    {},
    { type: 'REFUND_STATUS_WEBHOOK', event_time: AT, data: { order: { order_id: 'o-1' } } },
    [undefined, 'REFUND_STATUS_WEBHOOK', AT, 'o-1'],
  ],
];
