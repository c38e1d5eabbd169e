import { EventWebhook } from '@sendgrid/eventwebhook';
import { sendgrid } from '../../../../core/providers/sendgrid.ts';
import { generatePair } from '../../../../core/signatures/public-key.ts';
import { ACCEPTED, BODIES, delivery, verdictOf, WRONG } from './deliveries.ts';

const HEADER = 'x-twilio-email-event-webhook';
const library = new EventWebhook();

test.each(BODIES)("SendGrid's own library accepts what we sign, and nothing else: %j", (body) => {
  const { secret, signWith } = generatePair('ES256');
  const { headers } = sendgrid.scheme.sign(delivery(body), signWith, { now: Date.now() });
  const key = library.convertPublicKeyToECDSA(secret);
  const verified = (text: string) =>
    library.verifySignature(key, text, headers[`${HEADER}-signature`] ?? '', headers[`${HEADER}-timestamp`] ?? '');
  expect(verified(body)).toBe(true);
  expect(verified(`${body} `)).toBe(false);
});

/** The request that the library is tested with itself, its line end included. */
const PUBLISHED = {
  key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==',
  signature: 'MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=',
  timestamp: '1600112502',
  body: `${JSON.stringify([
    {
      email: 'hello@world.com',
      event: 'dropped',
      reason: 'Bounced Address',
      sg_event_id: 'ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA',
      sg_message_id: 'LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0',
      'smtp-id': '<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>',
      timestamp: 1600112492,
    },
  ])}\r\n`,
};

test('we accept what SendGrid signed for its own tests', async () => {
  const signed = delivery(PUBLISHED.body, {
    [`${HEADER}-signature`]: PUBLISHED.signature,
    [`${HEADER}-timestamp`]: PUBLISHED.timestamp,
  });
  const at = Number(PUBLISHED.timestamp) * 1000;
  expect(await verdictOf(sendgrid, signed, PUBLISHED.key, at)).toEqual(ACCEPTED);
  expect(await verdictOf(sendgrid, { ...signed, body: Buffer.from(PUBLISHED.body.trim()) }, PUBLISHED.key, at)).toEqual(
    WRONG,
  );
});
