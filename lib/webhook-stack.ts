import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Processor as ProcessorConfiguration } from '../core/configuration.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { setAlarms } from './alarms.ts';
import { bundleHandlers } from './bundle-handlers.ts';
import { type ConfigurationProps, configurationOf } from './configuration.ts';
import { Ingress, type IngressOptions } from './ingress.ts';
import { kitFile } from './kit-file.ts';
import { Ledger } from './ledger.ts';
import { outputName } from './output-name.ts';
import { Processor } from './processor.ts';
import { processorHomes } from './processor-homes.ts';
import { Quarantine } from './quarantine.ts';
import { SourceSecret } from './source-secret.ts';

export interface WebhookStackProps extends StackProps, ConfigurationProps, IngressOptions {
  /** Who is told when an alarm rings. @default - nobody */
  readonly alarmEmail?: string;
}

/** What the verifier's bundle is called; no processor can have the name. */
const VERIFIER = '_verifier';

/** Everything from the address that providers send to, to the functions that process their events. */
export class WebhookStack extends Stack {
  readonly ledger: Ledger;
  readonly quarantine: Quarantine;
  readonly ingress: Ingress;
  /** The processors, by name. */
  readonly processors: Readonly<Record<string, Processor>>;

  /** @throws {ConfigurationError} with everything that is wrong with the configuration */
  constructor(scope: Construct, id: string, props: WebhookStackProps = {}) {
    super(scope, id, props);
    const { stackName } = this;
    const { alarmEmail, logRetention } = props;
    const configuration = configurationOf(this, props);
    const { webhooks, modules } = configuration;
    const bundleOf = bundleHandlers(
      this,
      { ...modules, [VERIFIER]: kitFile('lambda/verifier/index.ts') },
      configuration,
    );

    // A provider signs its events with the secret of a source; …
    const sources = new Construct(this, 'Sources');
    const secrets = Object.values(webhooks.sources).map(
      (source) => new SourceSecret(sources, source.name, { stackName, source }),
    );

    // … the verifier checks that, keeps what it refuses for a while, records an event in the ledger, …
    const ledger = new Ledger(this, 'Ledger');
    const quarantine = new Quarantine(this, 'Quarantine');
    const bundle = bundleOf(VERIFIER);
    const ingress = new Ingress(this, 'Ingress', { ...props, stackName, secrets, ledger, quarantine, bundle });

    // … and sends it to the queue of each processor that wants it, whose function takes it from there.
    const topic = alarmEmail ? new AlarmTopic(this, 'Alarms', { email: alarmEmail }).topic : undefined;
    const homeOf = processorHomes(this);
    const addProcessor = (processor: ProcessorConfiguration, index: number) => {
      const { name } = processor;
      const props = { stackName, processor, ledger, bundle: bundleOf(name), logRetention };
      const added = new Processor(homeOf(index), outputName(name), props);
      ingress.sendTo(added.queue);
      setAlarms(added, topic);
      return [name, added] as const;
    };
    this.processors = Object.fromEntries(Object.values(webhooks.processors).map(addProcessor));

    this.ledger = ledger;
    this.quarantine = quarantine;
    this.ingress = ingress;
    new CfnOutput(this, 'WebhookUrl', { value: ingress.webhookUrl });
    new CfnOutput(this, 'LedgerTableName', { value: ledger.table.tableName });
    new CfnOutput(this, 'QuarantineBucketName', { value: quarantine.bucket.bucketName });
    new CfnOutput(this, 'QueueUrlPrefix', { value: ingress.queueUrlPrefix });
  }
}
