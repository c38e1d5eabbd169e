import { verifyWebhook } from '@clerk/backend/webhooks';
import OpenAI from 'openai';
import { Resend } from 'resend';
import { providers } from '../../../../core/providers/index.ts';
import { ACCEPTED, delivery, verdictOf } from './deliveries.ts';

const SECRET = `whsec_${Buffer.from('the secret of a standard endpoint').toString('base64')}`;
const BODY = '{"id":"evt_1","object":"event","type":"user.created","data":{"name":"Zoë","n":12345678901234567890}}';

type Headers = Readonly<Record<string, string>>;

/** The libraries of products that send Standard Webhooks, each as it checks a request. */
const LIBRARIES: readonly (readonly [
  id: 'openai' | 'resend' | 'clerk',
  check: (body: string, headers: Headers) => Promise<unknown>,
])[] = [
  [
    'openai',
    async (body, headers) => new OpenAI({ apiKey: 'key' }).webhooks.verifySignature(body, new Headers(headers), SECRET),
  ],
  [
    'resend',
    async (payload, headers) => {
      const [id = '', timestamp = '', signature = ''] = ['id', 'timestamp', 'signature'].map(
        (name) => headers[`webhook-${name}`],
      );
      return new Resend('re_key').webhooks.verify({
        payload,
        headers: { id, timestamp, signature },
        webhookSecret: SECRET,
      });
    },
  ],
  [
    'clerk',
    async (body, headers) => {
      const svix = Object.entries(headers).map(([name, value]) => [name.replace('webhook-', 'svix-'), value] as const);
      const request = new Request('https://h.example.com/', {
        method: 'POST',
        headers: Object.fromEntries(svix),
        body,
      });
      return verifyWebhook(request, { signingSecret: SECRET });
    },
  ],
];

test.each(LIBRARIES)('the library of %s accepts what we sign, and refuses another body', async (id, check) => {
  const { scheme } = providers[id];
  const signed = scheme.sign(delivery(BODY), SECRET, { now: Date.now(), id: 'msg_1' });
  expect(await verdictOf(providers[id], signed, SECRET)).toEqual(ACCEPTED);
  await expect(check(BODY, signed.headers)).resolves.not.toThrow();
  await expect(check(BODY.replace('Zoë', 'Zoe'), signed.headers)).rejects.toThrow();
});
