import { airtable } from './airtable.ts';
import { bigcommerce } from './bigcommerce.ts';
import { bitbucket } from './bitbucket.ts';
import { calCom } from './cal-com.ts';
import { calendly } from './calendly.ts';
import { circleci } from './circleci.ts';
import { clerk } from './clerk.ts';
import { coinbaseCommerce } from './coinbase-commerce.ts';
import { elevenlabs } from './elevenlabs.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { intercom } from './intercom.ts';
import { jira } from './jira.ts';
import { lemonsqueezy } from './lemonsqueezy.ts';
import { mux } from './mux.ts';
import { openai } from './openai.ts';
import { paddle } from './paddle.ts';
import { pagerduty } from './pagerduty.ts';
import type { Provider } from './provider.ts';
import { quickbooks } from './quickbooks.ts';
import { resend } from './resend.ts';
import { sentry } from './sentry.ts';
import { shopify } from './shopify.ts';
import { slack } from './slack.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { stripe } from './stripe.ts';
import { svix } from './svix.ts';
import { tailscale } from './tailscale.ts';
import { twilio } from './twilio.ts';
import { twitch } from './twitch.ts';
import { typeform } from './typeform.ts';
import { vercel } from './vercel.ts';
import { webflow } from './webflow.ts';
import { woocommerce } from './woocommerce.ts';
import { workos } from './workos.ts';
import { xero } from './xero.ts';
import { zendesk } from './zendesk.ts';

/** Every provider that a source can name. */
export const providers = {
  stripe,
  github,
  shopify,
  slack,
  twilio,
  'standard-webhooks': standardWebhooks,
  jira,
  typeform,
  webflow,
  intercom,
  bitbucket,
  circleci,
  calendly,
  'coinbase-commerce': coinbaseCommerce,
  vercel,
  woocommerce,
  twitch,
  airtable,
  sentry,
  pagerduty,
  zendesk,
  lemonsqueezy,
  paddle,
  quickbooks,
  xero,
  svix,
  clerk,
  resend,
  openai,
  bigcommerce,
  gitlab,
  workos,
  mux,
  elevenlabs,
  tailscale,
  'cal-com': calCom,
} as const satisfies Record<string, Provider>;

export type ProviderId = keyof typeof providers;

export const providerNamed = (id: string): Provider | undefined =>
  Object.hasOwn(providers, id) ? providers[id as ProviderId] : undefined;
