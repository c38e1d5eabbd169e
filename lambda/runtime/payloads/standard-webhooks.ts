import type { Payload } from '../../../core/event.ts';
import type { OpenPayload } from '../event-payloads.ts';

declare module '../event-payloads.ts' {
  interface EventPayloads {
    readonly 'standard-webhooks': { readonly [type: string]: StandardWebhook };
    readonly svix: { readonly [type: string]: StandardWebhook };
  }
}

/** What the specification recommends: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export type StandardWebhook = OpenPayload<{
  readonly type: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly data: Payload;
}>;
