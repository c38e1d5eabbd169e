import type { LinearWebhookEventTypeMap } from '@linear/sdk/webhooks';

declare module '../event-payloads.ts' {
  interface EventPayloads {
    readonly linear: LinearPayloads;
  }
}

/** What has actions of its own, and is not created, updated and removed. */
type Special = 'IssueSLA' | 'OAuthApp' | 'AppUserNotification' | 'PermissionChange' | 'AgentSessionEvent';
type Entity = Exclude<keyof LinearWebhookEventTypeMap, Special>;
type Change = 'create' | 'update' | 'remove';

/** Payloads by type and action, such as `Issue.create`. */
export type LinearPayloads = {
  readonly [Type in `${Entity}.${Change}`]: Type extends `${infer Of extends Entity}.${infer Action}`
    ? LinearWebhookEventTypeMap[Of] & { readonly action: Action }
    : never;
} & { readonly [Of in Special as `${Of}.${string}`]: LinearWebhookEventTypeMap[Of] };
