declare module '../event-payloads.ts' {
  interface EventPayloads {
    readonly twilio: TwilioPayloads;
  }
}

type Received = 'message.received';
type Sent =
  `message.${'accepted' | 'scheduled' | 'queued' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'read' | 'canceled'}`;
type Call =
  `call.${'queued' | 'initiated' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled'}`;

/**
 * The fields of Twilio's forms, all of them texts. `twilio` has no types for them: these are from the documentation.
 * Twilio adds fields without notice, so any other may be there; event streams are open.
 */
export type TwilioPayloads = { readonly [Type in Received]: TwilioMessage } & {
  readonly [Type in Sent]: TwilioStatus;
} & { readonly [Type in Call]: TwilioCall };

interface TwilioForm {
  readonly AccountSid: string;
  readonly ApiVersion?: string;
  /** E.164, or an address such as `whatsapp:+15551234567`. */
  readonly From: string;
  readonly To: string;
  readonly [field: string]: string | undefined;
}

/** A message that came in: https://www.twilio.com/docs/messaging/guides/webhook-request */
export interface TwilioMessage extends TwilioForm {
  readonly MessageSid: string;
  readonly Body: string;
  /** How many `MediaUrl0`, `MediaUrl1` … there are. */
  readonly NumMedia: string;
  readonly NumSegments?: string;
  readonly MessagingServiceSid?: string;
}

/** What became of a message: https://www.twilio.com/docs/messaging/guides/track-outbound-message-status */
export interface TwilioStatus extends TwilioForm {
  readonly MessageSid: string;
  readonly MessageStatus: string;
  /** Only when it was not delivered. */
  readonly ErrorCode?: string;
}

/** A call, or what became of it: https://www.twilio.com/docs/voice/twiml#request-parameters */
export interface TwilioCall extends TwilioForm {
  readonly CallSid: string;
  readonly CallStatus: string;
  readonly Direction: string;
  /** In seconds, once it is over. */
  readonly CallDuration?: string;
}
