import type { CatalogueEntry } from './catalogue-entry.ts';
import { formDelivery, jsonDelivery, nameOf, type SampleContext, secondsOf, uuidOf } from './sample.ts';

const EVENT_STREAMS = 'com.twilio.messaging.message.delivered';

/** Twilio names no types; ours are what it is about and its status: https://www.twilio.com/docs/usage/webhooks */
export const twilio: CatalogueEntry = {
  types: ['message.received', 'message.delivered', 'message.failed', 'call.ringing', 'call.completed', EVENT_STREAMS],
  deliver(base, type, context) {
    const headers = { 'i-twilio-idempotency-token': uuidOf(context), 'user-agent': 'TwilioProxy/1.1' };
    if (base === EVENT_STREAMS) return jsonDelivery(context.url, [cloudEvent(type, context)], headers);
    const [kind, status = ''] = type.split('.');
    const fields = kind === 'call' ? call(status, context) : message(status, context);
    return formDelivery(context.url, { AccountSid: ACCOUNT, ApiVersion: '2010-04-01', ...fields }, headers);
  },
  register:
    'Console > Phone Numbers > the number (or the Messaging Service): A message comes in > Webhook, https://…/webhooks/NAME, HTTP POST. For the status of what you send, the same URL as StatusCallback.',
  secret:
    'The primary Auth Token of the account that sends; a subaccount has its own. It is not the secret of an API key SK….',
  retries: 'None, unless the URL asks for some with connection overrides (#rc=…). It waits for 15 seconds.',
  retryHours: 0,
  traps: [
    'The URL is signed: with a domain or a CDN before the API, publicUrl has to be exactly what you give Twilio, query and all.',
    'The answer is empty TwiML: a message gets no reply, and a call is hung up.',
    'JSON counts only with bodySHA256 in the URL, as Twilio sends it; without it the body is not signed, and is refused.',
    'Put a secondary token in before you promote it: Twilio signs with the primary one only.',
  ],
};

const ACCOUNT = `AC${'0123456789abcdef'.repeat(2)}`;
const NUMBERS = { From: '+4915112345678', To: '+442079460000' };
const sid = (prefix: string, context: SampleContext) => prefix + nameOf(context, 32);

function message(status: string, context: SampleContext): Record<string, string> {
  const MessageSid = sid('SM', context);
  if (status !== 'received')
    return { ...NUMBERS, MessageSid, SmsSid: MessageSid, MessageStatus: status, SmsStatus: status };
  return {
    ...NUMBERS,
    MessageSid,
    SmsSid: MessageSid,
    SmsMessageSid: MessageSid,
    SmsStatus: status,
    Body: 'Is “Zoë” back in stock? 🦊 + & =',
    NumMedia: '0',
    NumSegments: '1',
    FromCountry: 'DE',
    ToCountry: 'GB',
    ToState: '',
  };
}

const call = (status: string, context: SampleContext): Record<string, string> => ({
  ...NUMBERS,
  CallSid: sid('CA', context),
  CallStatus: status,
  Direction: 'inbound',
  Caller: NUMBERS.From,
  Called: NUMBERS.To,
  CallerCountry: 'DE',
  CalledCountry: 'GB',
  ...(status === 'completed' && {
    CallDuration: '42',
    SequenceNumber: '3',
    Timestamp: new Date(context.now).toUTCString(),
  }),
});

const cloudEvent = (type: string, context: SampleContext) => ({
  specversion: '1.0',
  type,
  source: `/2010-04-01/Accounts/${ACCOUNT}/Messages/${sid('SM', context)}.json`,
  id: sid('EZ', context),
  dataschema: 'https://events-schemas.twilio.com/Messaging.MessageStatus/5',
  datacontenttype: 'application/json',
  time: new Date(context.now).toISOString(),
  data: {
    accountSid: ACCOUNT,
    messageSid: sid('SM', context),
    messageStatus: 'DELIVERED',
    timestamp: secondsOf(context),
  },
});
