import { generateKeyPairSync, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { providers } from '../../../../core/providers/index.ts';
import { ACCEPTED, BODIES, delivery, verdictOf, WRONG } from './deliveries.ts';

const provider = providers['standard-webhooks'];
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const now = new Date();
const sentAt = String(Math.floor(now.getTime() / 1000));

const headers = (prefix: string, signature: string) => ({
  [`${prefix}-id`]: 'msg_1',
  [`${prefix}-timestamp`]: sentAt,
  [`${prefix}-signature`]: signature,
});

describe.each([
  ['standardwebhooks', new Webhook(SECRET), 'webhook'],
  ['svix', new SvixWebhook(SECRET), 'svix'],
] as const)('the library %s', (_, library, prefix) => {
  test.each(BODIES)('signs what we accept: %j', async (body) => {
    const signed = delivery(body, headers(prefix, library.sign('msg_1', now, body)));
    expect(await verdictOf(provider, signed, SECRET)).toEqual(ACCEPTED);
    expect(await verdictOf(provider, { ...signed, body: Buffer.from(`${body} `) }, SECRET)).toEqual(WRONG);
  });

  test.each(BODIES.slice(0, 3))('accepts what we sign: %j', (body) => {
    const signed = provider.scheme.sign(delivery(body), SECRET, { now: now.getTime() });
    expect(library.verify(body, { ...signed.headers })).toEqual(JSON.parse(body));
    expect(() => library.verify(`${body} `, { ...signed.headers })).toThrow(/No matching signature/);
  });

  test('and ours take a secret with and without whsec_', async () => {
    const signed = delivery('{}', headers(prefix, library.sign('msg_1', now, '{}')));
    expect(await verdictOf(provider, signed, SECRET.slice('whsec_'.length))).toEqual(ACCEPTED);
  });
});

describe('the id of a delivery', () => {
  test('is the one given, else the one in its header, else a new one each time', () => {
    const idOf = (unsigned: ReturnType<typeof delivery>, id?: string) =>
      provider.scheme.sign(unsigned, SECRET, { now: now.getTime(), id }).headers['webhook-id'];
    expect(idOf(delivery('{}', { 'webhook-id': 'msg_h' }), 'msg_g')).toBe('msg_g');
    expect(idOf(delivery('{}', { 'webhook-id': 'msg_h' }))).toBe('msg_h');
    expect(idOf(delivery('{}'))).toMatch(/^msg_/);
    expect(idOf(delivery('{}'))).not.toBe(idOf(delivery('{}')));
  });

  test('is never empty, even when a sender signs it so', async () => {
    const signed = provider.scheme.sign(delivery('{}'), SECRET, { now: now.getTime(), id: '' });
    expect(await verdictOf(provider, signed, SECRET)).toEqual({ ok: false, cause: 'malformed-signature' });
  });
});

describe('Ed25519 signatures (v1a)', () => {
  const pair = () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
    const base64 = (url: string) => Buffer.from(url, 'base64url').toString('base64');
    return { publicKey, privateKey, publicText: `whpk_${base64(x)}`, privateText: `whsk_${base64(d)}` };
  };
  const ours = pair();
  const other = pair();
  const body = BODIES[2] ?? '';
  const asymmetric = (key = ours.privateKey) =>
    `v1a,${sign(null, Buffer.from(`msg_1.${sentAt}.${body}`), key).toString('base64')}`;
  const symmetric = new Webhook(SECRET).sign('msg_1', now, body);

  test('are accepted with the public key, and refused over another body or with another key', async () => {
    const signed = delivery(body, headers('webhook', asymmetric()));
    expect(await verdictOf(provider, signed, ours.publicText)).toEqual(ACCEPTED);
    expect(await verdictOf(provider, { ...signed, body: Buffer.from(`${body} `) }, ours.publicText)).toEqual(WRONG);
    expect(await verdictOf(provider, signed, other.publicText)).toEqual(WRONG);
    expect(await verdictOf(provider, signed, SECRET)).toEqual(WRONG);
  });

  test('are what we make of a private key', async () => {
    const signed = provider.scheme.sign(delivery(body), ours.privateText, { now: now.getTime(), id: 'msg_1' });
    expect(signed.headers['webhook-signature']).toBe(asymmetric());
  });

  test('may stand in one header with HMACs, and either key accepts', async () => {
    for (const list of [
      `${symmetric} ${asymmetric()}`,
      `${asymmetric()} ${symmetric}`,
      `v2,AAAA ${asymmetric()}  ${symmetric}`,
    ]) {
      const signed = delivery(body, headers('svix', list));
      expect(await verdictOf(provider, signed, ours.publicText)).toEqual(ACCEPTED);
      expect(await verdictOf(provider, signed, SECRET)).toEqual(ACCEPTED);
    }
  });

  test('do not pass for HMACs, nor HMACs for them', async () => {
    const renamed = [asymmetric().replace('v1a,', 'v1,'), symmetric.replace('v1,', 'v1a,')];
    for (const list of renamed)
      for (const secret of [SECRET, ours.publicText])
        expect((await verdictOf(provider, delivery(body, headers('webhook', list)), secret)).ok).toBe(false);
  });

  test('are not made with the public key as an HMAC secret', async () => {
    const raw = new Webhook(ours.publicText.replace('whpk_', 'whsec_'));
    const forged = delivery(body, headers('webhook', raw.sign('msg_1', now, body)));
    expect(await verdictOf(provider, forged, ours.publicText)).toEqual(WRONG);
  });

  test.each(['whpk_', 'whpk_AAAA', 'whpk_!!!!', `whpk_${'A'.repeat(44)}`])(
    'need a key of 32 bytes, unlike %s',
    (secret) => {
      expect(provider.scheme.key(secret)).toBeUndefined();
    },
  );

  test('are checked four at most, since each costs as much as the body is long', async () => {
    const rotation = `${asymmetric(other.privateKey)} ${asymmetric()}`;
    expect(await verdictOf(provider, delivery(body, headers('webhook', rotation)), ours.publicText)).toEqual(ACCEPTED);
    const flood = `${`${asymmetric(other.privateKey)} `.repeat(4)}${asymmetric()}`;
    expect(await verdictOf(provider, delivery(body, headers('webhook', flood)), ours.publicText)).toEqual(WRONG);
  });
});
