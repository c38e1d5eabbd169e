import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { WebhookVerificationService } from '@hookflo/tern';
import { verify as verifyGithub } from '@octokit/webhooks-methods';
import { isValidSlackRequest } from '@slack/bolt';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';
import twilioLibrary from 'twilio';
import type { ProviderId } from '../../../core/providers/index.ts';
import type { Work } from '../interleave.ts';

/** A signed delivery, in the forms in which libraries take it. */
export interface Signed {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: Buffer;
}

/** A provider whose verification is measured, and what else people check its signature with. */
export interface Subject {
  readonly provider: ProviderId;
  readonly secret: string;
  /** Of the body: most send JSON. @default 'json' */
  readonly form?: true;
  /** The HMAC over the same bytes and nothing else: what nobody can do without. */
  readonly hmac: (signed: Signed) => Work;
  readonly peers: Readonly<Record<string, (signed: Signed) => Work>>;
}

const BASE64 = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const WHSEC = `whsec_${BASE64}`;
const TEXT = '8f742231b10e8888abcd99yyyzzz85a5';

const textKey = (secret: string): KeyObject => createSecretKey(Buffer.from(secret));

const rawHmac =
  (key: KeyObject, head = '', algorithm = 'sha256') =>
  ({ body }: Signed): Work =>
  () =>
    createHmac(algorithm, key).update(head).update(body).digest();

const ternOf =
  (platform: 'stripe' | 'github', secret: string) =>
  ({ url, headers, text }: Signed): Work =>
  () =>
    WebhookVerificationService.verifyWithPlatformConfig(
      new Request(url, { method: 'POST', headers, body: text }),
      platform,
      secret,
    );

/** The five whose figures are in docs/performance.md. */
export const SUBJECTS: readonly Subject[] = [
  {
    provider: 'stripe',
    secret: WHSEC,
    hmac: rawHmac(textKey(WHSEC), '1760000000.'),
    peers: {
      'stripe verifyHeader':
        ({ headers, body }) =>
        () =>
          Stripe.webhooks.signature?.verifyHeader(body, headers['stripe-signature'] ?? '', WHSEC),
      'stripe constructEvent':
        ({ headers, body }) =>
        () =>
          Stripe.webhooks.constructEvent(body, headers['stripe-signature'] ?? '', WHSEC),
      tern: ternOf('stripe', WHSEC),
    },
  },
  {
    provider: 'github',
    secret: TEXT,
    hmac: rawHmac(textKey(TEXT)),
    peers: {
      'octokit verify':
        ({ headers, text }) =>
        () =>
          verifyGithub(TEXT, text, headers['x-hub-signature-256'] ?? ''),
      tern: ternOf('github', TEXT),
    },
  },
  {
    provider: 'standard-webhooks',
    secret: WHSEC,
    hmac: rawHmac(createSecretKey(Buffer.from(BASE64, 'base64')), 'msg_1.1760000000.'),
    peers: {
      standardwebhooks: ({ headers, text }) => {
        const library = new Webhook(WHSEC);
        return () => library.verify(text, { ...headers });
      },
      svix: ({ headers, text }) => {
        const library = new SvixWebhook(WHSEC);
        return () => library.verify(text, { ...headers });
      },
    },
  },
  {
    provider: 'slack',
    secret: TEXT,
    hmac: rawHmac(textKey(TEXT), 'v0:1760000000:'),
    peers: {
      'slack bolt':
        ({ headers, text }) =>
        () =>
          isValidSlackRequest({
            signingSecret: TEXT,
            headers: {
              'x-slack-signature': headers['x-slack-signature'] ?? '',
              'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
            },
            body: text,
          }),
    },
  },
  {
    provider: 'twilio',
    secret: TEXT,
    form: true,
    hmac: rawHmac(textKey(TEXT), 'https://hooks.example.com/webhooks/it', 'sha1'),
    peers: {
      'twilio validateRequest':
        ({ url, headers, text }) =>
        () =>
          twilioLibrary.validateRequest(
            TEXT,
            headers['x-twilio-signature'] ?? '',
            url,
            Object.fromEntries(new URLSearchParams(text)),
          ),
    },
  },
];
