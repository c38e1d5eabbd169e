import { readContent } from '../content.ts';
import type { Delivery } from '../delivery.ts';
import { readField } from '../field.ts';
import type { ProviderId } from '../providers/index.ts';
import type { Provider } from '../providers/provider.ts';
import { adobeIoEvents } from './adobe-io-events.ts';
import { adyen } from './adyen.ts';
import { aircall } from './aircall.ts';
import { airtable } from './airtable.ts';
import { alertmanager } from './alertmanager.ts';
import { anthropic } from './anthropic.ts';
import { appleAppStore } from './apple-app-store.ts';
import { asana } from './asana.ts';
import { auth0 } from './auth0.ts';
import { authorizeNet } from './authorize-net.ts';
import { authsignal } from './authsignal.ts';
import { awsSns } from './aws-sns.ts';
import { azureDevops } from './azure-devops.ts';
import { bigcommerce } from './bigcommerce.ts';
import { bitbucket } from './bitbucket.ts';
import { bitpay } from './bitpay.ts';
import { box } from './box.ts';
import { braintree } from './braintree.ts';
import { braze } from './braze.ts';
import { brevo } from './brevo.ts';
import { brex } from './brex.ts';
import { buildkite } from './buildkite.ts';
import { calCom } from './cal-com.ts';
import { calendly } from './calendly.ts';
import { cashfree } from './cashfree.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { chargebee } from './chargebee.ts';
import { chatwoot } from './chatwoot.ts';
import { checkoutCom } from './checkout-com.ts';
import { circleci } from './circleci.ts';
import { clerk } from './clerk.ts';
import { clickup } from './clickup.ts';
import { cloudflare } from './cloudflare.ts';
import { cloudinary } from './cloudinary.ts';
import { coinbaseCdp } from './coinbase-cdp.ts';
import { coinbaseCommerce } from './coinbase-commerce.ts';
import { complycube } from './complycube.ts';
import { composio } from './composio.ts';
import { contentful } from './contentful.ts';
import { creem } from './creem.ts';
import { customerIo } from './customer-io.ts';
import { datadog } from './datadog.ts';
import { deepgram } from './deepgram.ts';
import { discord } from './discord.ts';
import { dockerHub } from './docker-hub.ts';
import { docusign } from './docusign.ts';
import { dodoPayments } from './dodo-payments.ts';
import { dropbox } from './dropbox.ts';
import { duda } from './duda.ts';
import { easypost } from './easypost.ts';
import { ebay } from './ebay.ts';
import { elevenlabs } from './elevenlabs.ts';
import { etsy } from './etsy.ts';
import { eventbrite } from './eventbrite.ts';
import { fal } from './fal.ts';
import { figma } from './figma.ts';
import { finch } from './finch.ts';
import { fingerprint } from './fingerprint.ts';
import { fireblocks } from './fireblocks.ts';
import { flutterwave } from './flutterwave.ts';
import { freshchat } from './freshchat.ts';
import { freshdesk } from './freshdesk.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { gocardless } from './gocardless.ts';
import { googleDrive } from './google-drive.ts';
import { googlePubsub } from './google-pubsub.ts';
import { gr4vy } from './gr4vy.ts';
import { grafana } from './grafana.ts';
import { gumroad } from './gumroad.ts';
import { helpscout } from './helpscout.ts';
import { heroku } from './heroku.ts';
import { hook0 } from './hook0.ts';
import { hubspot } from './hubspot.ts';
import { hygraph } from './hygraph.ts';
import { ifttt } from './ifttt.ts';
import { imagekit } from './imagekit.ts';
import { incidentIo } from './incident-io.ts';
import { intercom } from './intercom.ts';
import { jira } from './jira.ts';
import { jotform } from './jotform.ts';
import { juspay } from './juspay.ts';
import { kinde } from './kinde.ts';
import { koFi } from './ko-fi.ts';
import { kontentAi } from './kontent-ai.ts';
import { launchdarkly } from './launchdarkly.ts';
import { lemonsqueezy } from './lemonsqueezy.ts';
import { lightspark } from './lightspark.ts';
import { line } from './line.ts';
import { linear } from './linear.ts';
import { linkedin } from './linkedin.ts';
import { lithic } from './lithic.ts';
import { liveblocks } from './liveblocks.ts';
import { livechat } from './livechat.ts';
import { livekit } from './livekit.ts';
import { loops } from './loops.ts';
import { mailchimp } from './mailchimp.ts';
import { mailgun } from './mailgun.ts';
import { mailtrap } from './mailtrap.ts';
import { make } from './make.ts';
import { mandrill } from './mandrill.ts';
import { marketo } from './marketo.ts';
import { mercadoPago } from './mercado-pago.ts';
import { messagebird } from './messagebird.ts';
import { meta } from './meta.ts';
import { metronome } from './metronome.ts';
import { modernTreasury } from './modern-treasury.ts';
import { mollie } from './mollie.ts';
import { monday } from './monday.ts';
import { msgraph } from './msgraph.ts';
import { mux } from './mux.ts';
import { nango } from './nango.ts';
import { netlify } from './netlify.ts';
import { newRelic } from './new-relic.ts';
import { notion } from './notion.ts';
import { nylas } from './nylas.ts';
import { okta } from './okta.ts';
import { onfido } from './onfido.ts';
import { openai } from './openai.ts';
import { opsgenie } from './opsgenie.ts';
import { orb } from './orb.ts';
import { ownSenderSamples } from './own-sender.ts';
import { paddle } from './paddle.ts';
import { pagerduty } from './pagerduty.ts';
import { paypal } from './paypal.ts';
import { paystack } from './paystack.ts';
import { pipedrive } from './pipedrive.ts';
import { plaid } from './plaid.ts';
import { polar } from './polar.ts';
import { postmark } from './postmark.ts';
import { privy } from './privy.ts';
import { pusher } from './pusher.ts';
import { qstash } from './qstash.ts';
import { quickbooks } from './quickbooks.ts';
import { razorpay } from './razorpay.ts';
import { render } from './render.ts';
import { replicate } from './replicate.ts';
import { resend } from './resend.ts';
import { retell } from './retell.ts';
import { revenuecat } from './revenuecat.ts';
import { rocketChat } from './rocket-chat.ts';
import { salesforce } from './salesforce.ts';
import type { SampleContext, Samples } from './sample.ts';
import { sanity } from './sanity.ts';
import { seam } from './seam.ts';
import { segment } from './segment.ts';
import { sendgrid } from './sendgrid.ts';
import { sentry } from './sentry.ts';
import { shopify } from './shopify.ts';
import { shopware } from './shopware.ts';
import { shortcut } from './shortcut.ts';
import { sinch } from './sinch.ts';
import { slack } from './slack.ts';
import { smartcar } from './smartcar.ts';
import { sparkpost } from './sparkpost.ts';
import { splunk } from './splunk.ts';
import { square } from './square.ts';
import { squarespace } from './squarespace.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { strava } from './strava.ts';
import { stream } from './stream.ts';
import { stripe } from './stripe.ts';
import { stytch } from './stytch.ts';
import { supabase } from './supabase.ts';
import { svix } from './svix.ts';
import { tailscale } from './tailscale.ts';
import { telegram } from './telegram.ts';
import { telnyx } from './telnyx.ts';
import { terra } from './terra.ts';
import { terraformCloud } from './terraform-cloud.ts';
import { todoist } from './todoist.ts';
import { trello } from './trello.ts';
import { truelayer } from './truelayer.ts';
import { turnkey } from './turnkey.ts';
import { twilio } from './twilio.ts';
import { twitch } from './twitch.ts';
import { typeform } from './typeform.ts';
import { unit } from './unit.ts';
import { vercel } from './vercel.ts';
import { vonage } from './vonage.ts';
import { webflow } from './webflow.ts';
import { whop } from './whop.ts';
import { wise } from './wise.ts';
import { wix } from './wix.ts';
import { woocommerce } from './woocommerce.ts';
import { workos } from './workos.ts';
import { x } from './x.ts';
import { xero } from './xero.ts';
import { zapier } from './zapier.ts';
import { zendesk } from './zendesk.ts';
import { zoom } from './zoom.ts';

export type { SampleContext } from './sample.ts';

/** What people need to know of each provider, in the order of the alphabet. */
export const catalogue: Readonly<Record<ProviderId, CatalogueEntry>> = {
  'adobe-io-events': adobeIoEvents,
  adyen,
  aircall,
  airtable,
  alertmanager,
  anthropic,
  'apple-app-store': appleAppStore,
  asana,
  auth0,
  'authorize-net': authorizeNet,
  authsignal,
  'aws-sns': awsSns,
  'azure-devops': azureDevops,
  bigcommerce,
  bitbucket,
  bitpay,
  box,
  braintree,
  braze,
  brevo,
  brex,
  buildkite,
  'cal-com': calCom,
  calendly,
  cashfree,
  chargebee,
  chatwoot,
  'checkout-com': checkoutCom,
  circleci,
  clerk,
  clickup,
  cloudflare,
  cloudinary,
  'coinbase-cdp': coinbaseCdp,
  'coinbase-commerce': coinbaseCommerce,
  complycube,
  composio,
  contentful,
  creem,
  'customer-io': customerIo,
  datadog,
  deepgram,
  discord,
  'docker-hub': dockerHub,
  docusign,
  'dodo-payments': dodoPayments,
  dropbox,
  duda,
  easypost,
  ebay,
  elevenlabs,
  etsy,
  eventbrite,
  fal,
  figma,
  finch,
  fingerprint,
  fireblocks,
  flutterwave,
  freshchat,
  freshdesk,
  github,
  gitlab,
  gocardless,
  'google-drive': googleDrive,
  'google-pubsub': googlePubsub,
  gr4vy,
  grafana,
  gumroad,
  helpscout,
  heroku,
  hook0,
  hubspot,
  hygraph,
  ifttt,
  imagekit,
  'incident-io': incidentIo,
  intercom,
  jira,
  jotform,
  juspay,
  kinde,
  'ko-fi': koFi,
  'kontent-ai': kontentAi,
  launchdarkly,
  lemonsqueezy,
  lightspark,
  line,
  linear,
  linkedin,
  lithic,
  liveblocks,
  livechat,
  livekit,
  loops,
  mailchimp,
  mailgun,
  mailtrap,
  make,
  mandrill,
  marketo,
  'mercado-pago': mercadoPago,
  messagebird,
  meta,
  metronome,
  'modern-treasury': modernTreasury,
  mollie,
  monday,
  msgraph,
  mux,
  nango,
  netlify,
  'new-relic': newRelic,
  notion,
  nylas,
  okta,
  onfido,
  openai,
  opsgenie,
  orb,
  paddle,
  pagerduty,
  paypal,
  paystack,
  pipedrive,
  plaid,
  polar,
  postmark,
  privy,
  pusher,
  qstash,
  quickbooks,
  razorpay,
  render,
  replicate,
  resend,
  retell,
  revenuecat,
  'rocket-chat': rocketChat,
  salesforce,
  sanity,
  seam,
  segment,
  sendgrid,
  sentry,
  shopify,
  shopware,
  shortcut,
  sinch,
  slack,
  smartcar,
  sparkpost,
  splunk,
  square,
  squarespace,
  'standard-webhooks': standardWebhooks,
  strava,
  stream,
  stripe,
  stytch,
  supabase,
  svix,
  tailscale,
  telegram,
  telnyx,
  terra,
  'terraform-cloud': terraformCloud,
  todoist,
  trello,
  truelayer,
  turnkey,
  twilio,
  twitch,
  typeform,
  unit,
  vercel,
  vonage,
  webflow,
  whop,
  wise,
  wix,
  woocommerce,
  workos,
  x,
  xero,
  zapier,
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
