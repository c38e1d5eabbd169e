import { readContent } from '../content.ts';
import type { Delivery } from '../delivery.ts';
import { readField } from '../field.ts';
import type { ProviderId } from '../providers/index.ts';
import type { Provider } from '../providers/provider.ts';
import { airtable } from './airtable.ts';
import { asana } from './asana.ts';
import { bigcommerce } from './bigcommerce.ts';
import { bitbucket } from './bitbucket.ts';
import { calCom } from './cal-com.ts';
import { calendly } from './calendly.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
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
import { ownSenderSamples } from './own-sender.ts';
import { paddle } from './paddle.ts';
import { pagerduty } from './pagerduty.ts';
import { quickbooks } from './quickbooks.ts';
import { resend } from './resend.ts';
import { salesforce } from './salesforce.ts';
import type { SampleContext, Samples } from './sample.ts';
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

export type { SampleContext } from './sample.ts';

/** What people need to know of each provider, in the order of the alphabet. */
export const catalogue: Readonly<Record<ProviderId, CatalogueEntry>> = {
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
};

const samplesOf = (provider: Provider): Samples =>
  Object.hasOwn(catalogue, provider.id) ? catalogue[provider.id as ProviderId] : ownSenderSamples(provider);

/** The event types that there are samples of, the default first. */
export const sampleTypes = (provider: Provider): readonly string[] => samplesOf(provider).types;

/**
 * A realistic delivery, not signed yet. A type that there is no sample of is put into the sample most like it.
 * @throws {Error} listing the types, when a delivery of that type cannot be made up
 */
export function sampleDelivery(provider: Provider, type: string | undefined, context: SampleContext): Delivery {
  const samples = samplesOf(provider);
  const wanted = type ?? samples.types[0] ?? '';
  const delivery = samples.deliver(mostLike(wanted, samples.types), wanted, context);
  const described = readField(readContent(delivery), provider.event.type) ?? 'event';
  if (type === undefined || described === type) return delivery;
  throw new Error(
    `no sample of ${provider.name} can have the type "${wanted}"; there are: ${samples.types.join(', ')}`,
  );
}

function mostLike(wanted: string, types: readonly string[]): string {
  const shared = types.map((type) => [...type].findIndex((character, index) => character !== wanted[index]));
  const lengths = shared.map((length, index) => (length === -1 ? (types[index]?.length ?? 0) : length));
  return types[lengths.indexOf(Math.max(...lengths))] ?? wanted;
}
