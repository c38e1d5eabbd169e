import type { UnwrapWebhookEvent } from 'openai/resources/webhooks';
import type { PayloadsByType } from '../event-payloads.ts';

declare module '../event-payloads.ts' {
  interface EventPayloads {
    readonly openai: PayloadsByType<UnwrapWebhookEvent>;
  }
}
