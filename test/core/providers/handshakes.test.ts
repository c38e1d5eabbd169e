import { readContent } from '../../../core/content.ts';
import { intercom } from '../../../core/providers/intercom.ts';
import type { Provider } from '../../../core/providers/provider.ts';
import { twitch } from '../../../core/providers/twitch.ts';
import { woocommerce } from '../../../core/providers/woocommerce.ts';
import { xero } from '../../../core/providers/xero.ts';

type Headers = Readonly<Record<string, string>>;

const content = (body: string, headers: Headers = {}) =>
  readContent({ method: 'POST', url: 'https://hooks.example.com/', headers, body: Buffer.from(body) });

const probed = ({ probe }: Provider, method: string, body = '', headers: Headers = {}) =>
  probe?.(method, content(body, headers), {});

const shaken = ({ handshake }: Provider, body: string, headers: Headers = {}) =>
  handshake?.(content(body, headers), { keys: [], settings: {} });

test('Intercom may try the URL with HEAD; anything else needs a signature', () => {
  expect(probed(intercom, 'HEAD')).toEqual({ status: 200 });
  for (const method of ['GET', 'POST', 'head', '']) expect(probed(intercom, method)).toBeUndefined();
});

test('WooCommerce may try the URL with the number of the webhook, and with nothing else', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(probed(woocommerce, 'POST', 'webhook_id=7', form)).toEqual({ status: 200 });
  for (const body of ['', 'webhook_id=', 'webhook_id=x', 'webhook_id=7&order=1', 'webhook_id=7&webhook_id=8', 'id=7'])
    expect(probed(woocommerce, 'POST', body, form)).toBeUndefined();
  expect(probed(woocommerce, 'POST', 'webhook_id=7', { 'content-type': 'application/json' })).toBeUndefined();
  expect(probed(woocommerce, 'PUT', 'webhook_id=7', form)).toBeUndefined();
});

describe("Twitch's verification of the URL", () => {
  const verification = { 'twitch-eventsub-message-type': 'webhook_callback_verification' };
  const notification = { 'twitch-eventsub-message-type': 'notification' };

  test('gets its challenge back as plain text, and nothing around it', () => {
    expect(shaken(twitch, '{"challenge":"pogchamp-kappa-360noscope-vohiyo"}', verification)).toEqual({
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: 'pogchamp-kappa-360noscope-vohiyo',
    });
    expect(twitch.probe).toBeUndefined();
  });

  test('is no notification that happens to have a challenge, and none without one', () => {
    expect(shaken(twitch, '{"challenge":"x"}', notification)).toBeUndefined();
    for (const body of ['', '{}', '{"challenge":1}', 'null', '[]'])
      expect(shaken(twitch, body, verification)).toBeUndefined();
  });
});

test('Xero gets an empty 200 when it tries the URL without events, and for events after they are accepted', () => {
  expect(shaken(xero, '{"events":[],"firstEventSequence":0,"entropy":"S0m3"}')).toEqual({ status: 200 });
  for (const body of ['{"events":[{}]}', '{"events":{}}', '{}', '[]', 'null', ''])
    expect(shaken(xero, body)).toBeUndefined();
  expect(xero.probe).toBeUndefined();
  expect(xero.ack).toEqual({ status: 200 });
});
