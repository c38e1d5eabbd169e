import type { Content } from '../content.ts';
import { twilioScheme } from '../signatures/twilio.ts';
import type { Provider } from './provider.ts';

export const twilio: Provider = {
  id: 'twilio',
  name: 'Twilio',
  scheme: twilioScheme,
  event: {
    id: ({ headers, form, json }) => headers['i-twilio-idempotency-token'] ?? cloudEvent(json, 'id') ?? resource(form),
    type: ({ form, json }) => cloudEvent(json, 'type') ?? status(form)?.join('.'),
    time: ({ json }) => cloudEvent(json, 'time'),
    subject: ['form.AccountSid', 'body.0.data.accountSid'],
  },
  ack: {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>',
  },
  deadline: 15,
  docs: 'https://www.twilio.com/docs/usage/security#validating-requests',
};

/** Event Streams sends a list of CloudEvents. */
function cloudEvent(json: unknown, name: string): string | undefined {
  const value: unknown = Array.isArray(json) ? json[0]?.[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** A message or a call and what became of it, such as `['message', 'delivered']`. */
function status(form: Content['form']): [kind: string, status: string] | undefined {
  const call = form?.get('CallStatus');
  if (call) return ['call', call];
  const message = form?.get('MessageStatus') ?? form?.get('SmsStatus');
  return message ? ['message', message] : undefined;
}

function resource(form: Content['form']): string | undefined {
  const sid = form?.get('MessageSid') ?? form?.get('CallSid') ?? form?.get('SmsSid');
  return sid ? [sid, ...(status(form) ?? [])].join('.') : undefined;
}
