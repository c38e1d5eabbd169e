import type { WebhookEvent } from '@clerk/backend/webhooks';
import type { PayloadsByType } from '../event-payloads.ts';

declare module '../event-payloads.ts' {
  interface EventPayloads {
    readonly clerk: PayloadsByType<WebhookEvent>;
  }
}
