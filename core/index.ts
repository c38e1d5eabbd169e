/** What a configuration is written with: `import { defineWebhooks, hmac } from 'breakwater/webhooks'`. */

export { providers } from '#providers';
export type { AllowAddresses, BehindOptions } from './addresses/allow-addresses.ts';
export type { ArchiveOptions, ProcessorOptions, SourceOptions, Webhooks } from './configuration.ts';
export { defineWebhooks } from './define-webhooks.ts';
export type { EventKey, WebhookEvent } from './event.ts';
export { ConfigurationError, parseWebhooks } from './parse-configuration.ts';
export { type PartnerSourceOptions, partnerEventSource } from './partner-source.ts';
export type { ProviderId } from './providers/index.ts';
export { apiKey, basicAuth, bearerToken, hmac, querySecret } from './providers/own-sender.ts';
export type { Provider } from './providers/provider.ts';
export { eventBus, lambdaFunction, queue, stream, type TargetKey, type TargetOptions } from './target.ts';
