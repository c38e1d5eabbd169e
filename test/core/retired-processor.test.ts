import { targetsOf } from '../../core/configuration.ts';
import { parseWebhooks } from '../../core/parse-configuration.ts';

test('a retired processor is no target, whatever it subscribes to, and though a source of its is gone', () => {
  const processors = { old: { on: { stripe: ['*'], gone: ['*'] }, retired: true }, older: { on: {}, retired: true } };
  const webhooks = parseWebhooks({ sources: { stripe: {} }, processors });
  const event = {
    id: 'evt_1',
    source: 'stripe',
    provider: 'stripe',
    type: 'charge.refunded',
    time: new Date(0),
    receivedAt: new Date(0),
    contentType: 'application/json',
    data: {},
    rawBody: Buffer.from('{}'),
  };
  expect(targetsOf(webhooks, event)).toEqual([]);
  expect(webhooks.processors.old).toMatchObject({ name: 'old', retired: true });
});
