import { verifyKey } from 'discord-interactions';
import { discord } from '../../../../core/providers/discord.ts';
import { generatePair, publicKey } from '../../../../core/signatures/public-key.ts';
import { ACCEPTED, BODIES, delivery, verdictOf, WRONG } from './deliveries.ts';

const { secret, signWith } = generatePair('EdDSA');
/** The form in which Discord shows its public key. */
const HEX = Buffer.from(publicKey(secret, 'EdDSA')?.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');

describe("Discord's own library", () => {
  test.each(BODIES)('accepts what we sign, and so do we with the key that Discord shows: %j', async (body) => {
    const signed = discord.scheme.sign(delivery(body), signWith, { now: Date.now() });
    const { 'x-signature-ed25519': signature = '', 'x-signature-timestamp': time = '' } = signed.headers;
    expect(await verifyKey(signed.body, signature, time, HEX)).toBe(true);
    expect(await verifyKey(Buffer.from(`${body} `), signature, time, HEX)).toBe(false);
    expect(await verdictOf(discord, signed, HEX)).toEqual(ACCEPTED);
    expect(await verdictOf(discord, { ...signed, body: Buffer.from(`${body} `) }, HEX)).toEqual(WRONG);
  });
});
