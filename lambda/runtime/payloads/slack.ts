import type { AppRateLimitedEvent, SlackEvent } from '@slack/types';
import type { OpenPayload } from '../event-payloads.ts';

declare module '../event-payloads.ts' {
  interface EventPayloads {
    readonly slack: SlackPayloads;
  }
}

type WrappedEvent = Exclude<SlackEvent, AppRateLimitedEvent>;

/** Payloads by the type of the event in the callback, or by slash command. Interactions are open. */
export type SlackPayloads = {
  readonly [Event in WrappedEvent as Event['type']]: SlackCallback<Event>;
} & {
  readonly app_rate_limited: AppRateLimitedEvent;
  readonly [command: `/${string}`]: SlackCommand;
};

/** What the Events API wraps an event in: https://docs.slack.dev/apis/events-api/#callback-field */
export type SlackCallback<Event> = OpenPayload<{
  readonly type: 'event_callback';
  readonly event: Event;
  readonly event_id: string;
  /** Seconds since 1970. */
  readonly event_time: number;
  readonly team_id: string;
  readonly api_app_id: string;
  readonly event_context?: string;
}>;

/** The fields of a slash command: https://docs.slack.dev/interactivity/implementing-slash-commands */
export interface SlackCommand {
  /** With its slash. */
  readonly command: string;
  /** What follows the command; may be empty. */
  readonly text: string;
  /** Takes answers for 30 minutes. */
  readonly response_url: string;
  /** Opens a modal, for three seconds. */
  readonly trigger_id: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly team_id: string;
  readonly team_domain: string;
  readonly channel_id: string;
  readonly channel_name: string;
  readonly api_app_id: string;
  readonly enterprise_id?: string;
  readonly enterprise_name?: string;
  readonly [field: string]: string | undefined;
}
