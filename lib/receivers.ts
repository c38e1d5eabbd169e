import { Construct } from 'constructs';
import type { Processor, Webhooks } from '../core/configuration.ts';
import type { HandlerBundle } from './bundle-handlers.ts';
import { kitFile } from './kit-file.ts';
import { Receiver, type ReceiverProps } from './receiver.ts';

/** What the receivers' bundle is called; no processor can have the name. */
const RECEIVER = '_receiver';

const partnerSources = ({ sources }: Webhooks) =>
  Object.values(sources).flatMap(({ name, from }) => (from ? [{ source: name, from }] : []));

/** The handlers that have to be bundled for the sources whose events come by EventBridge. */
export const receiverModules = (webhooks: Webhooks): Readonly<Record<string, string>> =>
  partnerSources(webhooks).length === 0 ? {} : { [RECEIVER]: kitFile('lambda/receiver/index.ts') };

export interface ReceiversProps extends Omit<ReceiverProps, 'source' | 'from' | 'bundle'> {
  readonly webhooks: Webhooks;
  readonly bundleOf: (name: string) => HandlerBundle;
}

/** The receivers, one for each source whose events come by EventBridge. */
export class Receivers extends Construct {
  /** By source. */
  readonly receivers: Readonly<Record<string, Receiver>>;

  constructor(scope: Construct, id: string, { webhooks, bundleOf, ...props }: ReceiversProps) {
    super(scope, id);
    this.receivers = Object.fromEntries(
      partnerSources(webhooks).map(({ source, from }) => [
        source,
        new Receiver(this, source, { ...props, source, from, bundle: bundleOf(RECEIVER) }),
      ]),
    );
  }

  /** Lets the receivers of a processor's sources queue events for it. */
  sendTo({ on }: Pick<Processor, 'on'>, queue: Parameters<Receiver['sendTo']>[0]): void {
    for (const [source, receiver] of Object.entries(this.receivers))
      if (Object.hasOwn(on, source)) receiver.sendTo(queue);
  }

  /** Lets all of them queue events for what wants every event. */
  sendAllTo(queue: Parameters<Receiver['sendTo']>[0]): void {
    for (const receiver of Object.values(this.receivers)) receiver.sendTo(queue);
  }
}
