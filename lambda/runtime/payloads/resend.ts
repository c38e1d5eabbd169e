import type { WebhookEventPayload } from 'resend';
import type { PayloadsByType } from '../event-payloads.ts';

declare module '../event-payloads.ts' {
  interface EventPayloads {
    readonly resend: PayloadsByType<WebhookEventPayload>;
  }
}
