import { AT, type FieldsRow } from './fields-row.ts';

/** Where more senders of Standard Webhooks say what their events are. */
export const moreStandardFields: readonly FieldsRow[] = [
  [
    'lithic',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { event_type: 'card.created', created: AT },
    ['msg_1', 'card.created', AT],
  ],
  [
    'anthropic',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { id: 'event_1', type: 'event', created_at: AT, data: { type: 'vault.created', id: 'v-1' } },
    ['msg_1', 'vault.created', AT, 'v-1'],
  ],
  [
    'dodo-payments',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { type: 'dispute.opened', timestamp: AT, business_id: 'b' },
    ['msg_1', 'dispute.opened', AT, 'b'],
  ],
  [
    'whop',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { id: 'w', type: 'chat.message.created', timestamp: AT, company_id: 'biz_1' },
    ['msg_1', 'chat.message.created', AT, 'biz_1'],
  ],
  [
    'privy',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { type: 'user.created', user: { id: 'did' } },
    ['msg_1', 'user.created', undefined, 'did'],
  ],
  [
    'seam',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { event_type: 'lock.unlocked', occurred_at: AT, device_id: 'd' },
    ['msg_1', 'lock.unlocked', AT, 'd'],
  ],
  [
    'liveblocks',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { type: 'storageUpdated', data: { roomId: 'r', updatedAt: AT } },
    ['msg_1', 'storageUpdated', AT, 'r'],
  ],
  [
    'replicate',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { id: 'p', status: 'processing', started_at: AT },
    ['msg_1', 'processing', AT, 'p'],
  ],
  [
    'stytch',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { event_id: 'e', source: 'DIRECT', object_type: 'session', action: 'DELETE', timestamp: AT, id: 's' },
    ['msg_1', 'direct.session.delete', AT, 's'],
  ],
  [
    'loops',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { eventName: 'email.opened', eventTime: 1760000000, contactIdentity: { id: 'c' } },
    ['msg_1', 'email.opened', '1760000000', 'c'],
  ],
  [
    'render',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { type: 'server_failed', timestamp: AT, data: { id: 'evt', serviceId: 'srv' } },
    ['msg_1', 'server_failed', AT, 'srv'],
  ],
  [
    'incident-io',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { event_type: 'private_incident.incident_created_v2' },
    ['msg_1', 'private_incident.incident_created_v2'],
  ],
  [
    'brex',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { event_type: 'TRANSFER_FAILED', company_id: 'c' },
    ['msg_1', 'TRANSFER_FAILED', undefined, 'c'],
  ],
  [
    'etsy',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { event_type: 'order.canceled', shop_id: 1 },
    ['msg_1', 'order.canceled', undefined, '1'],
  ],
  [
    'polar',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { type: 'order.paid', timestamp: AT, data: { id: 'o' } },
    ['msg_1', 'order.paid', AT, 'o'],
  ],
  [
    'imagekit',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { type: 'file.created', id: 'ik', created_at: AT, data: {} },
    ['msg_1', 'file.created', AT],
  ],
  [
    'composio',
    { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,x' },
    { type: 'composio.trigger.message', timestamp: AT, metadata: { user_id: 'u' } },
    ['msg_1', 'composio.trigger.message', AT, 'u'],
  ],
];
