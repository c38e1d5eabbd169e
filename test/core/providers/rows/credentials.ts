import { providers } from '../../../../core/providers/index.ts';
import { row, type Sender } from '../sender.ts';

/** Another secret may be as long as it likes; neither has a character that a URL would escape. */
const TOKEN: Partial<Sender> = {
  secret: 'a-token_of-more-than-16-bytes',
  otherSecret: 'another-token_of-more-than-16',
  protects: 'nothing',
};

const LOGIN: Partial<Sender> = {
  secret: 'shop:a-password-of-more-than-16',
  otherSecret: 'shop:another-password-of-those',
  protects: 'nothing',
};

const FORM: Partial<Sender> = { contentType: 'application/x-www-form-urlencoded', body: 'type=subscribe&id=1&a=b%20c' };

const SOAP = `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
<notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>00D5g000004Z1abEAC</OrganizationId>
<Notification><Id>04l000000000001AAA</Id></Notification></notifications></soapenv:Body></soapenv:Envelope>`;

/** The rows of the providers that hand over a secret, since they sign nothing, or only when they are told to. */
export const credentials: readonly Sender[] = [
  row('aircall', providers.aircall, '$token', { ...TOKEN, protects: 'some values' }),
  row('alertmanager', providers.alertmanager, 'authorization', TOKEN),
  row('auth0', providers.auth0, 'authorization', TOKEN),
  row('azure-devops', providers['azure-devops'], 'authorization', LOGIN),
  row('bitpay', providers.bitpay, '?secret', TOKEN),
  row('braze', providers.braze, 'authorization', TOKEN),
  row('brevo', providers.brevo, 'authorization', TOKEN),
  row('chargebee', providers.chargebee, 'authorization', LOGIN),
  row('cloudflare', providers.cloudflare, 'cf-webhook-auth', TOKEN),
  row('datadog, by a header', providers.datadog, 'x-webhook-secret', TOKEN),
  row('datadog, by the URL', providers.datadog, 'authorization', LOGIN),
  row('deepgram', providers.deepgram, 'authorization', LOGIN),
  row('docker-hub', providers['docker-hub'], '?secret', TOKEN),
  row('eventbrite', providers.eventbrite, '?secret', TOKEN),
  row('figma', providers.figma, '$passcode', { ...TOKEN, protects: 'some values' }),
  row('flutterwave', providers.flutterwave, 'verif-hash', TOKEN),
  row('freshdesk', providers.freshdesk, 'x-webhook-secret', TOKEN),
  row('google-drive', providers['google-drive'], 'x-goog-channel-token', TOKEN),
  row('grafana', providers.grafana, 'x-grafana-alerting-signature'),
  row('gumroad', providers.gumroad, '?secret', { ...TOKEN, ...FORM }),
  row('ifttt', providers.ifttt, 'x-webhook-secret', TOKEN),
  row('jotform', providers.jotform, '?secret', { ...TOKEN, contentType: 'multipart/form-data; boundary=x' }),
  row('juspay', providers.juspay, 'authorization', LOGIN),
  row('mailchimp', providers.mailchimp, 'x-mailchimp-signature', { ...FORM, signsTime: true, separator: ',' }),
  row('ko-fi', providers['ko-fi'], '$data:verification_token', {
    ...TOKEN,
    ...FORM,
    body: 'data=%7B%22type%22%3A%22Donation%22%7D',
    protects: 'some values',
  }),
  row('livechat', providers.livechat, '$secret_key', { ...TOKEN, protects: 'some values' }),
  row('make', providers.make, 'x-webhook-secret', TOKEN),
  row('marketo', providers.marketo, 'x-webhook-secret', TOKEN),
  row('new-relic', providers['new-relic'], 'x-webhook-secret', TOKEN),
  row('opsgenie', providers.opsgenie, 'x-webhook-secret', TOKEN),
  row('pipedrive', providers.pipedrive, 'authorization', LOGIN),
  row('postmark', providers.postmark, 'authorization', LOGIN),
  row('revenuecat', providers.revenuecat, 'x-revenuecat-webhook-signature', { signsTime: true, separator: ',' }),
  row('rocket-chat', providers['rocket-chat'], 'x-rocketchat-livechat-token', TOKEN),
  row('salesforce', providers.salesforce, '?secret', {
    ...TOKEN,
    settings: { organizationId: '00D5g000004Z1abEAC' },
    contentType: 'text/xml',
    body: SOAP,
    protects: 'some values',
  }),
  row('sparkpost', providers.sparkpost, 'authorization', LOGIN),
  row('splunk', providers.splunk, '?secret', TOKEN),
  row('supabase', providers.supabase, 'x-webhook-secret', TOKEN),
  row('telegram', providers.telegram, 'x-telegram-bot-api-secret-token', TOKEN),
  row('zapier', providers.zapier, 'x-webhook-secret', TOKEN),
];
