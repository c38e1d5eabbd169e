import { CfnOutput, type RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ARCHIVE } from '../core/archive.ts';
import type { Processor as ProcessorConfiguration } from '../core/configuration.ts';
import { type AlarmProps, layAlarms } from './alarms/lay-alarms.ts';
import { Archive } from './archive.ts';
import { bundleHandlers } from './bundle-handlers.ts';
import { type ClaimCheckOptions, ClaimChecks } from './claim-checks.ts';
import { type ConfigurationProps, configurationOf } from './configuration.ts';
import { type CostCeilingOptions, keepBelow } from './cost-ceiling.ts';
import { Dashboard } from './dashboard.ts';
import { type FoundationOptions, layFoundation, storeRemoval } from './foundation.ts';
import { homesOf } from './homes.ts';
import { Ingress, type IngressOptions } from './ingress.ts';
import { type KeptResourcesOptions, keepResources } from './kept-resources.ts';
import { kitFile } from './kit-file.ts';
import { Ledger } from './ledger.ts';
import { outputName } from './output-name.ts';
import { Processor } from './processor.ts';
import { Quarantine } from './quarantine.ts';
import type { Receiver } from './receiver.ts';
import { Receivers, receiverModules } from './receivers.ts';
import type { Reconciler } from './reconciler.ts';
import { Reconcilers, reconcilerModules } from './reconcilers.ts';
import { type DeploymentOptions, Releases, shiftingOf } from './releases.ts';
import { saveQueries } from './save-queries.ts';
import { createSecrets } from './source-secrets.ts';
import { type TargetsOptions, targetsOf } from './targets/targets.ts';
import { warnOfOpenRanges } from './warn-of-open-ranges.ts';

export interface WebhookStackProps
  extends StackProps,
    ConfigurationProps,
    IngressOptions,
    ClaimCheckOptions,
    FoundationOptions,
    DeploymentOptions,
    KeptResourcesOptions,
    CostCeilingOptions,
    TargetsOptions<WebhookStack>,
    AlarmProps {
  /** The stage that the stack belongs to, which everything in it is tagged with. @default - none */
  readonly stage?: string;
}

/** What the verifier's bundle is called; no processor can have the name. */
const VERIFIER = '_verifier';

/** Everything from the address that providers send to, to the functions that process their events. */
export class WebhookStack extends Stack {
  readonly ledger: Ledger;
  readonly quarantine: Quarantine;
  readonly claimChecks: ClaimChecks;
  readonly ingress: Ingress;
  /** The processors, by name. */
  readonly processors: Readonly<Record<string, Processor>>;
  /** Those of the sources that ask for it, by source. */
  readonly reconcilers: Readonly<Record<string, Reconciler>>;
  /** Those of the sources whose events come by EventBridge, by source. */
  readonly receivers: Readonly<Record<string, Receiver>>;
  /** Absent unless the configuration asks for it. */
  readonly archive?: Archive;
  /** What everything is encrypted with, if the stack says so: for stores of your own. */
  readonly encryptionKey: IKey | undefined;
  /** What becomes of a table or a bucket with the stack: for stores of your own. */
  readonly storeRemoval: RemovalPolicy;

  /** @throws {ConfigurationError} with everything that is wrong with the configuration */
  constructor(scope: Construct, id: string, props: WebhookStackProps = {}) {
    // Half of a large template would be indentation, and CloudFormation ends at 1 MB; nested stacks go by the context.
    const { suppressTemplateIndentation = true } = props;
    super(scope, id, { ...props, suppressTemplateIndentation });
    this.node.setContext('@aws-cdk/core:suppressTemplateIndentation', suppressTemplateIndentation);
    const { stackName } = this;
    const { logRetention, stage } = props;
    // CloudFormation passes a stack's tags on to everything in it.
    this.tags.setTag('breakwater:stack', stackName);
    if (stage) this.tags.setTag('breakwater:stage', stage);
    const foundation = layFoundation(this, props);
    const configuration = configurationOf(this, props);
    const { webhooks, modules } = configuration;
    warnOfOpenRanges(this, webhooks, props.access);
    foundation.network?.checkWaysOut(webhooks);
    const bundleOf = bundleHandlers(
      this,
      {
        ...modules,
        [VERIFIER]: kitFile('lambda/verifier/start.ts'),
        ...(webhooks.archive && { [ARCHIVE]: kitFile('lambda/archive/index.ts') }),
        ...reconcilerModules(webhooks),
        ...receiverModules(webhooks),
      },
      configuration,
    );

    // A provider signs its events with the secret of a source (or of a tenant, which is no part of the stack); …
    const { secrets, tenantSources } = createSecrets(this, webhooks, foundation);

    // … the verifier checks that, keeps what it refuses for a while, puts a large body aside, records an event in the
    // ledger, …
    const ledger = new Ledger(this, 'Ledger', foundation);
    const quarantine = new Quarantine(this, 'Quarantine', foundation);
    const claimChecks = new ClaimChecks(this, 'ClaimChecks', props, foundation);
    const bundle = bundleOf(VERIFIER);
    const shifting = shiftingOf(props);
    const hasAlias = shifting !== undefined;
    const ingress = new Ingress(this, 'Ingress', {
      ...props,
      hasAlias,
      stackName,
      secrets,
      tenantSources,
      ledger,
      quarantine,
      claimChecks,
      bundle,
      foundation,
    });

    // (what a provider sent in vain is looked for, where the source asks for it) …
    const { queueUrlPrefix } = ingress;
    const takingIn = { stackName, webhooks, bundleOf, ledger, claimChecks, queueUrlPrefix, logRetention, foundation };
    const reconcilers = new Reconcilers(this, 'Reconcilers', takingIn);
    // (what a provider puts on EventBridge comes in there instead) …
    const receivers = new Receivers(this, 'Receivers', takingIn);

    // … and sends it to the queue of each processor that wants it, whose function takes it from there.
    const alarms = layAlarms(this, props, foundation);
    // A new version of either goes back to the one before when the alarms say that it fails.
    const releases = shifting && new Releases(this, 'Releases', shifting);
    const shift = (alias: Alias | undefined, alarms: readonly Alarm[]) => alias && releases?.shift(alias, alarms);
    const { serverErrors, verifier } = ingress;
    const wayIn = { serverErrors, function: verifier.function, ledger: ledger.table };
    shift(verifier.alias, alarms.watchWayIn(ingress, wayIn));
    const alarmHomeOf = homesOf(this, 'SourceAlarms');
    for (const [index, source] of Object.values(webhooks.sources).entries())
      alarms.watchSource(new Construct(alarmHomeOf(index), source.name), source);
    for (const reconciler of Object.values(reconcilers.reconcilers)) alarms.watchReconciler(reconciler, reconciler);
    for (const receiver of Object.values(receivers.receivers)) alarms.watchReceiver(receiver, receiver);
    const homeOf = homesOf(this, 'Processors');
    const given = typeof props.targets === 'function' ? props.targets(this) : props.targets;
    const targets = targetsOf(this, webhooks, given);
    const addProcessor = (processor: ProcessorConfiguration, index: number) => {
      const { name } = processor;
      const parts = { stackName, ledger, claimChecks, logRetention, foundation, hasAlias };
      const props = { ...parts, processor, bundle: bundleOf(name), target: targets[name] };
      const added = new Processor(homeOf(index), outputName(name), props);
      // Of a retired one too: the version before sends to it until this one has taken over.
      ingress.sendTo(added.queue);
      reconcilers.sendTo(processor, added.queue);
      receivers.sendTo(processor, added.queue);
      shift(added.alias, alarms.watchProcessor(added, added));
      return [name, added] as const;
    };
    this.processors = Object.fromEntries(Object.values(webhooks.processors).map(addProcessor));

    if (webhooks.archive) {
      const { retentionDays } = webhooks.archive;
      const bundle = bundleOf(ARCHIVE);
      const parts = { stackName, retentionDays, ledger, claimChecks, bundle, logRetention, foundation };
      this.archive = new Archive(this, 'Archive', parts);
      ingress.sendTo(this.archive.queue);
      reconcilers.sendAllTo(this.archive.queue);
      receivers.sendAllTo(this.archive.queue);
      alarms.watchReceiver(this.archive, { ...this.archive, name: ARCHIVE });
    }

    const readers = [...Object.values(this.processors), ...(this.archive ? [{ ...this.archive, name: ARCHIVE }] : [])];
    const seen = { alarms: alarms.names, sources: Object.keys(webhooks.sources), processors: readers };
    new Dashboard(this, 'Overview', { stackName, ...seen });
    saveQueries(this, stackName, ingress.verifier.function.logGroup);

    this.encryptionKey = foundation.key;
    this.storeRemoval = storeRemoval(foundation);
    if (props.keptResources) keepResources(this, props.keptResources);
    if (props.maxMonthlyCost) keepBelow(this, webhooks, props.maxMonthlyCost);
    this.ledger = ledger;
    this.quarantine = quarantine;
    this.claimChecks = claimChecks;
    this.ingress = ingress;
    this.reconcilers = reconcilers.reconcilers;
    this.receivers = receivers.receivers;
    const outputs = {
      WebhookUrl: ingress.webhookUrl,
      LedgerTableName: ledger.table.tableName,
      QuarantineBucketName: quarantine.bucket.bucketName,
      ClaimCheckBucketName: claimChecks.bucket.bucketName,
      QueueUrlPrefix: ingress.queueUrlPrefix,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
    // For whoever adds a tenant, by hand.
    if (foundation.key && tenantSources.length > 0)
      new CfnOutput(this, 'TenantSecretsKeyArn', { value: foundation.key.keyArn });
  }
}
