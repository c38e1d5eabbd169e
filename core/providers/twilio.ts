import type { Content } from '../content.ts';
import { at } from '../field.ts';
import { twilioScheme } from '../signatures/twilio.ts';
import type { Provider } from './provider.ts';

export const twilio: Provider = {
  id: 'twilio',
  name: 'Twilio',
  scheme: twilioScheme,
  event: {
    id: ['header.I-Twilio-Idempotency-Token', onlyEventId, messageId],
    type: ['body.0.type', ({ form }) => status(form)?.join('.'), 'form.EventType'],
    time: 'body.0.time',
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

/** Event Streams sends a list of CloudEvents. A list of several is known by its digest: the next may start alike. */
function onlyEventId({ json }: Content): string | undefined {
  const id = at(json, '1') === undefined ? at(json, '0.id') : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** A message has each status once. A call asks for instructions many times in one status: only its digest tells them apart. */
function messageId({ form }: Content): string | undefined {
  const [kind, name] = status(form) ?? [];
  const sid = form?.get('MessageSid') ?? form?.get('SmsSid');
  return kind === 'message' && sid ? `${sid}.${name}` : undefined;
}

/** A message or a call and what became of it, such as `['message', 'delivered']`. */
function status(form: Content['form']): [kind: string, status: string] | undefined {
  const call = form?.get('CallStatus');
  if (call) return ['call', call];
  const message = form?.get('MessageStatus') ?? form?.get('SmsStatus');
  return message ? ['message', message] : undefined;
}
