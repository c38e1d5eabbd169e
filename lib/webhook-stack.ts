import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ARCHIVE } from '../core/archive.ts';
import { type Processor as ProcessorConfiguration, takesRequests } from '../core/configuration.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { setAlarms, setVerifierAlarms } from './alarms.ts';
import { Archive } from './archive.ts';
import { bundleHandlers } from './bundle-handlers.ts';
import { type ClaimCheckOptions, ClaimChecks } from './claim-checks.ts';
import { type ConfigurationProps, configurationOf } from './configuration.ts';
import { type CostCeilingOptions, keepBelow } from './cost-ceiling.ts';
import { type FoundationOptions, layFoundation } from './foundation.ts';
import { Ingress, type IngressOptions } from './ingress.ts';
import { type KeptResourcesOptions, keepResources } from './kept-resources.ts';
import { kitFile } from './kit-file.ts';
import { Ledger } from './ledger.ts';
import { outputName } from './output-name.ts';
import { Processor } from './processor.ts';
import { processorHomes } from './processor-homes.ts';
import { Quarantine } from './quarantine.ts';
import type { Receiver } from './receiver.ts';
import { Receivers, receiverModules } from './receivers.ts';
import type { Reconciler } from './reconciler.ts';
import { Reconcilers, reconcilerModules } from './reconcilers.ts';
import { type DeploymentOptions, Releases, shiftingOf } from './releases.ts';
import { SourceSecret } from './source-secret.ts';
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
    TargetsOptions<WebhookStack> {
  /** Who is told when an alarm rings. @default - nobody */
  readonly alarmEmail?: string;
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

  /** @throws {ConfigurationError} with everything that is wrong with the configuration */
  constructor(scope: Construct, id: string, props: WebhookStackProps = {}) {
    super(scope, id, props);
    const { stackName } = this;
    const { alarmEmail, logRetention, stage } = props;
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
        [VERIFIER]: kitFile('lambda/verifier/index.ts'),
        ...(webhooks.archive && { [ARCHIVE]: kitFile('lambda/archive/index.ts') }),
        ...reconcilerModules(webhooks),
        ...receiverModules(webhooks),
      },
      configuration,
    );

    // A provider signs its events with the secret of a source (or of a tenant, which is no part of the stack); …
    const sources = new Construct(this, 'Sources');
    const [shared = [], own = []] = [true, false].map((tenants) =>
      Object.values(webhooks.sources).filter((source) => (source.tenants ?? false) === tenants),
    );
    const secrets = own
      .filter(takesRequests)
      .map((source) => new SourceSecret(sources, source.name, { stackName, source, foundation }));

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
      tenantSources: shared.map(({ name }) => name),
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
    const topic = alarmEmail ? new AlarmTopic(this, 'Alarms', { email: alarmEmail, foundation }).topic : undefined;
    // A new version of either goes back to the one before when the alarms say that it fails.
    const releases = shifting && new Releases(this, 'Releases', shifting);
    const shift = (alias: Alias | undefined, alarms: readonly Alarm[]) => alias && releases?.shift(alias, alarms);
    shift(ingress.verifier.alias, setVerifierAlarms(ingress, topic));
    const homeOf = processorHomes(this);
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
      shift(added.alias, setAlarms(added, topic));
      return [name, added] as const;
    };
    this.processors = Object.fromEntries(Object.values(webhooks.processors).map(addProcessor));

    if (webhooks.archive) {
      const { retentionDays } = webhooks.archive;
      const bundle = bundleOf(ARCHIVE);
      this.archive = new Archive(this, 'Archive', {
        stackName,
        retentionDays,
        ledger,
        claimChecks,
        bundle,
        logRetention,
        foundation,
      });
      ingress.sendTo(this.archive.queue);
      reconcilers.sendAllTo(this.archive.queue);
      receivers.sendAllTo(this.archive.queue);
      setAlarms(this.archive, topic);
    }

    for (const receiver of Object.values(receivers.receivers)) setAlarms(receiver, topic);
    this.encryptionKey = foundation.key;
    if (props.keptResources) keepResources(this, props.keptResources);
    if (props.maxMonthlyCost) keepBelow(this, webhooks, props.maxMonthlyCost);
    this.ledger = ledger;
    this.quarantine = quarantine;
    this.claimChecks = claimChecks;
    this.ingress = ingress;
    this.reconcilers = reconcilers.reconcilers;
    this.receivers = receivers.receivers;
    new CfnOutput(this, 'WebhookUrl', { value: ingress.webhookUrl });
    new CfnOutput(this, 'LedgerTableName', { value: ledger.table.tableName });
    new CfnOutput(this, 'QuarantineBucketName', { value: quarantine.bucket.bucketName });
    new CfnOutput(this, 'ClaimCheckBucketName', { value: claimChecks.bucket.bucketName });
    new CfnOutput(this, 'QueueUrlPrefix', { value: ingress.queueUrlPrefix });
    // For whoever adds a tenant, by hand.
    if (foundation.key && shared.length > 0)
      new CfnOutput(this, 'TenantSecretsKeyArn', { value: foundation.key.keyArn });
  }
}
