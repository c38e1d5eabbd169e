import { AT, type FieldsRow, MS } from './fields-row.ts';

const token = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

/** Where the providers that prove themselves by certificates, published keys, tokens or the URL say what their events are. */
export const keysFields: readonly FieldsRow[] = [
  [
    'discord',
    {},
    {
      version: 1,
      application_id: '42',
      type: 1,
      event: { type: 'ENTITLEMENT_CREATE', timestamp: AT, data: { id: '7' } },
    },
    [undefined, 'ENTITLEMENT_CREATE', AT, '42'],
  ],
  [
    'discord',
    {},
    { id: '77', application_id: '42', type: 2, data: {} },
    ['77', 'application_command', undefined, '42'],
  ],
  ['discord', {}, { id: '77', type: 99, guild_id: '9' }, ['77', undefined, undefined, '9']],
  [
    'telnyx',
    {},
    { data: { id: 'e-1', event_type: 'call.hangup', occurred_at: AT }, meta: { attempt: 1 } },
    ['e-1', 'call.hangup', AT],
  ],
  [
    'sendgrid',
    {},
    [{ event: 'open', sg_event_id: 's-1', timestamp: 1760000000 }],
    [undefined, undefined, '1760000000'],
  ],
  [
    'wise',
    { 'x-delivery-id': 'd-1' },
    { event_type: 'balances#credit', data: { occurred_at: AT }, sent_at: 'later', subscription_id: 's-1' },
    ['d-1', 'balances#credit', AT, 's-1'],
  ],
  ['wise', {}, { event_type: 'balances#credit', sent_at: AT }, [undefined, 'balances#credit', AT]],
  [
    'freshchat',
    {},
    { actor: { actor_id: 'a-1' }, action: 'message_create', action_time: AT },
    [undefined, 'message_create', AT, 'a-1'],
  ],
  ['fal', { 'x-fal-webhook-request-id': 'r-1' }, { request_id: 'r-1', status: 'OK' }, ['r-1', 'OK']],
  ['turnkey', { 'x-turnkey-event-id': 'e-1' }, {}, ['e-1']],
  [
    'plaid',
    {},
    { webhook_type: 'ITEM', webhook_code: 'ERROR', item_id: 'i-1' },
    [undefined, 'ITEM.ERROR', undefined, 'i-1'],
  ],
  [
    'netlify',
    { 'x-netlify-event': 'deploy_created' },
    { id: 'd-1', state: 'ready', updated_at: AT, site_id: 's-1' },
    ['d-1.ready', 'deploy_created', AT, 's-1'],
  ],
  ['netlify', {}, { id: 'd-1', state: 'error' }, ['d-1.error', 'error']],
  [
    'livekit',
    {},
    { id: 'EV_1', event: 'room_started', createdAt: '1760000000', room: { name: 'r' } },
    ['EV_1', 'room_started', '1760000000', 'r'],
  ],
  ['qstash', { 'upstash-message-id': 'msg_1' }, {}, ['msg_1']],
  ['monday', {}, { event: { triggerUuid: 'u-1', type: 'create_pulse', triggerTime: AT } }, ['u-1', 'create_pulse', AT]],
  [
    'messagebird',
    { 'messagebird-signature-jwt': token({ jti: 'j-1' }) },
    { type: 'message.created' },
    ['j-1', 'message.created'],
  ],
  [
    'google-pubsub',
    {},
    { message: { messageId: '1', publishTime: AT, attributes: { eventType: 'OBJECT_DELETE' } }, subscription: 's' },
    ['1', 'OBJECT_DELETE', AT, 's'],
  ],
  ['google-pubsub', {}, { message: { messageId: '1' } }, ['1', 'message']],
  [
    'paypal',
    { 'paypal-transmission-id': 'the transmission' },
    { id: 'WH-1', event_type: 'PAYMENT.SALE.COMPLETED', create_time: AT, resource: { id: 'r-1' } },
    ['WH-1', 'PAYMENT.SALE.COMPLETED', AT, 'r-1'],
  ],
  [
    'aws-sns',
    {},
    { MessageId: 'm-1', Type: 'Notification', Timestamp: AT, TopicArn: 'arn:1' },
    ['m-1', 'Notification', AT, 'arn:1'],
  ],
  [
    'apple-app-store',
    {},
    {
      signedPayload: token({
        notificationUUID: 'n-1',
        notificationType: 'SUBSCRIBED',
        subtype: 'RESUBSCRIBE',
        signedDate: MS,
        data: { bundleId: 'com.acme.app' },
      }),
    },
    ['n-1', 'SUBSCRIBED.RESUBSCRIBE', String(MS), 'com.acme.app'],
  ],
  ['apple-app-store', {}, { signedPayload: 'none' }, []],
  [
    'truelayer',
    {},
    { event_id: 'e-1', type: 'payment_executed', payment_id: 'p-1' },
    ['e-1', 'payment_executed', undefined, 'p-1'],
  ],
  [
    'cloudinary',
    {},
    { notification_type: 'upload', timestamp: AT, public_id: 'a/b' },
    [undefined, 'upload', AT, 'a/b'],
  ],
  [
    'wix',
    { 'content-type': 'text/plain' },
    token({ data: '{"eventType":"AppInstalled","instanceId":"i-1"}' }),
    [undefined, 'AppInstalled', undefined, 'i-1'],
  ],
  ['wix', { 'content-type': 'text/plain' }, 'none', []],
  [
    'vonage',
    { authorization: `Bearer ${token({ jti: 'j-1' })}` },
    { message_uuid: 'm-1', status: 'delivered', timestamp: AT },
    ['j-1', 'delivered', AT, 'm-1'],
  ],
  ['vonage', {}, { uuid: 'u-1', message_type: 'text' }, [undefined, 'inbound', undefined, 'u-1']],
  [
    'adobe-io-events',
    {},
    { id: 'c-1', event_id: 'e-1', type: 'a.b', time: AT, source: 'urn:x' },
    ['e-1', 'a.b', AT, 'urn:x'],
  ],
  ['adobe-io-events', { 'x-adobe-event-code': 'c' }, { id: 'c-1' }, ['c-1', 'c']],
  [
    'ebay',
    {},
    {
      metadata: { topic: 'MARKETPLACE_ACCOUNT_DELETION' },
      notification: { notificationId: 'n-1', eventDate: AT, data: { userId: 'u-1', username: 'zoe' } },
    },
    ['n-1', 'MARKETPLACE_ACCOUNT_DELETION', AT, 'u-1'],
  ],
  [
    'fireblocks',
    {},
    { id: 'e-1', eventType: 'transaction.created', createdAt: MS, resourceId: 'r-1', workspaceId: 'w-1' },
    ['e-1', 'transaction.created', String(MS), 'r-1'],
  ],
  [
    'kinde',
    { 'content-type': 'application/jwt' },
    token({ event_id: 'e-1', type: 'user.updated', timestamp: AT, data: { user: { id: 'kp_1' } } }),
    ['e-1', 'user.updated', AT, 'kp_1'],
  ],
];
