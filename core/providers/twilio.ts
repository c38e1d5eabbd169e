import type { Content } from '../content.ts';
import { jsonItems } from '../json-items.ts';
import { twilioScheme } from '../signatures/twilio.ts';
import { onlyEventId } from './only-event-id.ts';
import type { Provider } from './provider.ts';

export const twilio: Provider = {
  id: 'twilio',
  name: 'Twilio',
  scheme: twilioScheme,
  event: {
    // Event Streams sends a list of CloudEvents.
    id: ['header.I-Twilio-Idempotency-Token', onlyEventId, messageId],
    type: ['body.0.type', ({ form }) => status(form)?.join('.'), 'form.EventType'],
    time: 'body.0.time',
    subject: ['form.AccountSid', 'body.0.data.accountSid'],
  },
  // Event Streams, that is: a form is no list.
  batch: {
    items: ({ text }) => jsonItems(text),
    event: { id: 'body.id', type: 'body.type', time: 'body.time', subject: 'body.data.accountSid' },
  },
  ack: {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>',
  },
  deadline: 15,
  docs: 'https://www.twilio.com/docs/usage/security#validating-requests',
};

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
