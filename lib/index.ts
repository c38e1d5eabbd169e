/** What a CDK app is written with: `import { WebhookStack } from 'breakwater'`. */
export * from '../core/index.ts';
export type {
  Access,
  CloudFrontAccess,
  HttpApiAccess,
  MutualTls,
  OwnDomain,
  RestApiAccess,
  Waf,
  WafOptions,
} from './access/access.ts';
export type { AlarmOptions, Channels } from './alarms/alarm-options.ts';
export { AlarmTopic, type AlarmTopicProps } from './alarms/alarm-topic.ts';
export { type Alarms, createAlarms } from './alarms/create-alarms.ts';
export { type AlarmProps, layAlarms } from './alarms/lay-alarms.ts';
export { Archive, type ArchiveProps } from './archive.ts';
export { bundleHandlers, type HandlerBundle } from './bundle-handlers.ts';
export { type ClaimCheckOptions, ClaimChecks } from './claim-checks.ts';
export { type CostCeilingOptions, keepBelow, type MonthlyCost } from './cost-ceiling.ts';
export { Dashboard, type DashboardProps } from './dashboard.ts';
export { EncryptionKey, type EncryptionKeyProps } from './encryption-key.ts';
export type { Foundation, FoundationOptions, Removal } from './foundation.ts';
export { HandlerFunction, type HandlerFunctionProps } from './handler-function.ts';
export { Ingress, type IngressOptions, type IngressProps } from './ingress.ts';
export {
  type KeptResource,
  type KeptResources,
  type KeptResourcesOptions,
  keepResources,
  losses,
} from './kept-resources.ts';
export { Ledger } from './ledger.ts';
export { Network, type NetworkOptions } from './network.ts';
export { Processor, type ProcessorProps } from './processor.ts';
export { ProcessorQueues, type ProcessorQueuesProps } from './processor-queues.ts';
export { Quarantine } from './quarantine.ts';
export { Receiver, type ReceiverProps } from './receiver.ts';
export { Receivers, type ReceiversProps } from './receivers.ts';
export { Reconciler, type ReconcilerProps } from './reconciler.ts';
export { Reconcilers, type ReconcilersProps } from './reconcilers.ts';
export { type Deployment, type DeploymentOptions, Releases, type Shifting, shiftingOf } from './releases.ts';
export { SourceSecret, type SourceSecretProps } from './source-secret.ts';
export { defineStages, type StageOptions, type Stages } from './stages.ts';
export type { ExistingTarget, TargetConstruct } from './targets/existing-target.ts';
export type { Targets, TargetsOptions } from './targets/targets.ts';
export { type VerifierOptions, verifierSize } from './verifier-options.ts';
export { WebhookStack, type WebhookStackProps } from './webhook-stack.ts';
