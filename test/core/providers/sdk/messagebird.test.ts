import { createSecretKey, type KeyObject } from 'node:crypto';
import { createRequire } from 'node:module';
import { messagebird } from '../../../../core/providers/messagebird.ts';
import { BODIES, delivery } from './deliveries.ts';

/** The library comes without types for this module. */
const signatures: { verify(url: string, body: Buffer, token: string, key: KeyObject): Promise<void> } = createRequire(
  import.meta.url,
)('messagebird/lib/webhook-signature-jwt.js');

const SECRET = 'the signing key of the account';
const KEY = createSecretKey(Buffer.from(SECRET));

test.each([...BODIES, ''])("MessageBird's own library accepts what we sign, and nothing else: %j", async (body) => {
  const { headers, url } = messagebird.scheme.sign(delivery(body), SECRET, { now: Date.now(), id: 'j-1' });
  const token = headers['messagebird-signature-jwt'] ?? '';
  await signatures.verify(url, Buffer.from(body), token, KEY);
  await expect(signatures.verify(url, Buffer.from(`${body} `), token, KEY)).rejects.toThrow();
  await expect(signatures.verify(`${url}?a=1`, Buffer.from(body), token, KEY)).rejects.toThrow(/url_hash/);
});
