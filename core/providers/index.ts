import { airtable } from './airtable.ts';
import { asana } from './asana.ts';
import { bigcommerce } from './bigcommerce.ts';
import { bitbucket } from './bitbucket.ts';
import { calCom } from './cal-com.ts';
import { calendly } from './calendly.ts';
import { circleci } from './circleci.ts';
import { clerk } from './clerk.ts';
import { coinbaseCommerce } from './coinbase-commerce.ts';
import { dropbox } from './dropbox.ts';
import { elevenlabs } from './elevenlabs.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { intercom } from './intercom.ts';
import { jira } from './jira.ts';
import { lemonsqueezy } from './lemonsqueezy.ts';
import { meta } from './meta.ts';
import { mux } from './mux.ts';
import { openai } from './openai.ts';
import { paddle } from './paddle.ts';
import { pagerduty } from './pagerduty.ts';
import type { Provider } from './provider.ts';
import { quickbooks } from './quickbooks.ts';
import { resend } from './resend.ts';
import { salesforce } from './salesforce.ts';
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
import { zoom } from './zoom.ts';

/** Every provider that a source can name, in the order of the alphabet. */
export const providers = {
  airtable,
  asana,
  bigcommerce,
  bitbucket,
  'cal-com': calCom,
  calendly,
  circleci,
  clerk,
  'coinbase-commerce': coinbaseCommerce,
  dropbox,
  elevenlabs,
  github,
  gitlab,
  intercom,
  jira,
  lemonsqueezy,
  meta,
  mux,
  openai,
  paddle,
  pagerduty,
  quickbooks,
  resend,
  salesforce,
  sentry,
  shopify,
  slack,
  'standard-webhooks': standardWebhooks,
  stripe,
  svix,
  tailscale,
  twilio,
  twitch,
  typeform,
  vercel,
  webflow,
  woocommerce,
  workos,
  xero,
  zendesk,
  zoom,
} as const satisfies Record<string, Provider>;

export type ProviderId = keyof typeof providers;

export const providerNamed = (id: string): Provider | undefined =>
  Object.hasOwn(providers, id) ? providers[id as ProviderId] : undefined;
