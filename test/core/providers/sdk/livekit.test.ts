import { AccessToken, WebhookReceiver } from 'livekit-server-sdk';
import { livekit } from '../../../../core/providers/livekit.ts';
import { ACCEPTED, BODIES, delivery, WRONG } from './deliveries.ts';

const [KEY, SECRET] = ['APIabc', 'a secret of the LiveKit project'];
const EVENT = '{"event":"room_started","room":{"name":"Küche"},"id":"EV_1"}';
const key = livekit.scheme.key(SECRET);
const verdictOn = (signed: ReturnType<typeof delivery>) =>
  livekit.scheme.verify(signed, key ? [key] : [], { now: Date.now(), settings: { apiKey: KEY } });

async function tokenFor(body: string): Promise<string> {
  const token = new AccessToken(KEY, SECRET);
  token.sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(body))).toString('base64');
  return token.toJwt();
}

describe("LiveKit's own library", () => {
  test.each(BODIES)('signs what we accept: %j', async (body) => {
    const signed = delivery(body, { authorization: await tokenFor(body) });
    expect(await verdictOn(signed)).toEqual(ACCEPTED);
    expect(await verdictOn({ ...signed, body: Buffer.from(`${body} `) })).toEqual(WRONG);
  });

  test('accepts what we sign, and nothing else', async () => {
    const { headers } = livekit.scheme.sign(delivery(EVENT), SECRET, { now: Date.now(), settings: { apiKey: KEY } });
    const receiver = new WebhookReceiver(KEY, SECRET);
    expect((await receiver.receive(EVENT, headers.authorization)).event).toBe('room_started');
    await expect(receiver.receive(`${EVENT} `, headers.authorization)).rejects.toThrow(/checksum/);
  });

  test('makes tokens for people in a room with the same secret, which vouch for no event', async () => {
    const person = await new AccessToken(KEY, SECRET, { identity: 'zoe' }).toJwt();
    expect(await verdictOn(delivery(EVENT, { authorization: person }))).toEqual(WRONG);
  });
});
