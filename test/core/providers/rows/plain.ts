import { providers } from '../../../../core/providers/index.ts';
import { BASE64_SECRET, OTHER_BASE64_SECRET, row, type Sender } from '../sender.ts';

const STANDARD: Partial<Sender> = {
  secret: `whsec_${BASE64_SECRET}`,
  otherSecret: `whsec_${OTHER_BASE64_SECRET}`,
  signsTime: true,
  needs: ['webhook-id', 'webhook-timestamp'],
  separator: ' ',
};

/** The rows of the providers that are a description of a scheme and nothing more. */
export const plain: readonly Sender[] = [
  row('jira', providers.jira, 'x-hub-signature'),
  row('typeform', providers.typeform, 'typeform-signature'),
  row('webflow', providers.webflow, 'x-webflow-signature', { signsTime: true, needs: ['x-webflow-timestamp'] }),
  row('intercom', providers.intercom, 'x-hub-signature'),
  row('bitbucket', providers.bitbucket, 'x-hub-signature'),
  row('circleci', providers.circleci, 'circleci-signature', { separator: ',' }),
  row('calendly', providers.calendly, 'calendly-webhook-signature', {
    signsTime: true,
    tolerance: 180,
    separator: ',',
  }),
  row('coinbase-commerce', providers['coinbase-commerce'], 'x-cc-webhook-signature'),
  row('vercel', providers.vercel, 'x-vercel-signature'),
  row('woocommerce', providers.woocommerce, 'x-wc-webhook-signature'),
  row('twitch', providers.twitch, 'twitch-eventsub-message-signature', {
    signsTime: true,
    tolerance: 600,
    needs: ['twitch-eventsub-message-id', 'twitch-eventsub-message-timestamp'],
  }),
  row('airtable', providers.airtable, 'x-airtable-content-mac', {
    secret: BASE64_SECRET,
    otherSecret: OTHER_BASE64_SECRET,
  }),
  row('sentry', providers.sentry, 'sentry-hook-signature'),
  row('pagerduty', providers.pagerduty, 'x-pagerduty-signature', { separator: ',' }),
  row('zendesk', providers.zendesk, 'x-zendesk-webhook-signature', {
    signsTime: true,
    needs: ['x-zendesk-webhook-signature-timestamp'],
  }),
  row('lemonsqueezy', providers.lemonsqueezy, 'x-signature'),
  row('paddle', providers.paddle, 'paddle-signature', { signsTime: true, separator: ';' }),
  row('quickbooks', providers.quickbooks, 'intuit-signature'),
  row('xero', providers.xero, 'x-xero-signature'),
  row('svix', providers.svix, 'webhook-signature', STANDARD),
  row('clerk', providers.clerk, 'webhook-signature', STANDARD),
  row('resend', providers.resend, 'webhook-signature', STANDARD),
  row('openai', providers.openai, 'webhook-signature', STANDARD),
  row('bigcommerce', providers.bigcommerce, 'webhook-signature', {
    signsTime: true,
    needs: ['webhook-id', 'webhook-timestamp'],
    separator: ' ',
  }),
  row('gitlab', providers.gitlab, 'x-gitlab-token', { protects: 'nothing' }),
  row('workos', providers.workos, 'workos-signature', { signsTime: true, separator: ',' }),
  row('mux', providers.mux, 'mux-signature', { signsTime: true, separator: ',' }),
  row('elevenlabs', providers.elevenlabs, 'elevenlabs-signature', {
    signsTime: true,
    tolerance: 1800,
    separator: ',',
  }),
  row('tailscale', providers.tailscale, 'tailscale-webhook-signature', { signsTime: true, separator: ',' }),
  row('cal-com', providers['cal-com'], 'x-cal-signature-256'),
  row('asana', providers.asana, 'x-hook-signature'),
  row('dropbox', providers.dropbox, 'x-dropbox-signature'),
  row('meta', providers.meta, 'x-hub-signature-256', { settings: { verifyToken: 'a-word-of-ours' } }),
  row('zoom', providers.zoom, 'x-zm-signature', { signsTime: true, needs: ['x-zm-request-timestamp'] }),
];
