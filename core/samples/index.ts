import { readContent } from '../content.ts';
import type { Delivery } from '../delivery.ts';
import { readField } from '../field.ts';
import type { ProviderId } from '../providers/index.ts';
import type { Provider } from '../providers/provider.ts';
import { airtableSamples } from './airtable.ts';
import { bigcommerceSamples } from './bigcommerce.ts';
import { bitbucketSamples } from './bitbucket.ts';
import { calComSamples } from './cal-com.ts';
import { calendlySamples } from './calendly.ts';
import { circleciSamples } from './circleci.ts';
import { clerkSamples } from './clerk.ts';
import { coinbaseCommerceSamples } from './coinbase-commerce.ts';
import { elevenlabsSamples } from './elevenlabs.ts';
import { githubSamples } from './github.ts';
import { gitlabSamples } from './gitlab.ts';
import { intercomSamples } from './intercom.ts';
import { jiraSamples } from './jira.ts';
import { lemonsqueezySamples } from './lemonsqueezy.ts';
import { muxSamples } from './mux.ts';
import { openaiSamples } from './openai.ts';
import { ownSenderSamples } from './own-sender.ts';
import { paddleSamples } from './paddle.ts';
import { pagerdutySamples } from './pagerduty.ts';
import { quickbooksSamples } from './quickbooks.ts';
import { resendSamples } from './resend.ts';
import type { SampleContext, Samples } from './sample.ts';
import { sentrySamples } from './sentry.ts';
import { shopifySamples } from './shopify.ts';
import { slackSamples } from './slack.ts';
import { standardWebhooksSamples } from './standard-webhooks.ts';
import { stripeSamples } from './stripe.ts';
import { svixSamples } from './svix.ts';
import { tailscaleSamples } from './tailscale.ts';
import { twilioSamples } from './twilio.ts';
import { twitchSamples } from './twitch.ts';
import { typeformSamples } from './typeform.ts';
import { vercelSamples } from './vercel.ts';
import { webflowSamples } from './webflow.ts';
import { woocommerceSamples } from './woocommerce.ts';
import { workosSamples } from './workos.ts';
import { xeroSamples } from './xero.ts';
import { zendeskSamples } from './zendesk.ts';

export type { SampleContext } from './sample.ts';

const SAMPLES: Readonly<Record<ProviderId, Samples>> = {
  stripe: stripeSamples,
  github: githubSamples,
  shopify: shopifySamples,
  slack: slackSamples,
  twilio: twilioSamples,
  'standard-webhooks': standardWebhooksSamples,
  jira: jiraSamples,
  typeform: typeformSamples,
  webflow: webflowSamples,
  intercom: intercomSamples,
  bitbucket: bitbucketSamples,
  circleci: circleciSamples,
  calendly: calendlySamples,
  'coinbase-commerce': coinbaseCommerceSamples,
  vercel: vercelSamples,
  woocommerce: woocommerceSamples,
  twitch: twitchSamples,
  airtable: airtableSamples,
  sentry: sentrySamples,
  pagerduty: pagerdutySamples,
  zendesk: zendeskSamples,
  lemonsqueezy: lemonsqueezySamples,
  paddle: paddleSamples,
  quickbooks: quickbooksSamples,
  xero: xeroSamples,
  svix: svixSamples,
  clerk: clerkSamples,
  resend: resendSamples,
  openai: openaiSamples,
  bigcommerce: bigcommerceSamples,
  gitlab: gitlabSamples,
  workos: workosSamples,
  mux: muxSamples,
  elevenlabs: elevenlabsSamples,
  tailscale: tailscaleSamples,
  'cal-com': calComSamples,
};

const samplesOf = (provider: Provider): Samples =>
  Object.hasOwn(SAMPLES, provider.id) ? SAMPLES[provider.id as ProviderId] : ownSenderSamples(provider);

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
