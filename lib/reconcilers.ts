import { Construct } from 'constructs';
import type { Processor, Webhooks } from '../core/configuration.ts';
import type { HandlerBundle } from './bundle-handlers.ts';
import { kitFile } from './kit-file.ts';
import { Reconciler, type ReconcilerProps } from './reconciler.ts';

/** What the reconcilers' bundle is called; no processor can have the name. */
const RECONCILER = '_reconciler';

const reconciledSources = ({ sources }: Webhooks) => Object.values(sources).filter(({ reconcile }) => reconcile);

/** The handlers that have to be bundled for the sources whose providers are asked what they sent. */
export const reconcilerModules = (webhooks: Webhooks): Readonly<Record<string, string>> =>
  reconciledSources(webhooks).length === 0 ? {} : { [RECONCILER]: kitFile('lambda/reconciler/index.ts') };

export interface ReconcilersProps extends Omit<ReconcilerProps, 'source' | 'reconciliation' | 'bundle'> {
  readonly webhooks: Webhooks;
  readonly bundleOf: (name: string) => HandlerBundle;
}

/** The reconcilers, one for each source that asks for it. */
export class Reconcilers extends Construct {
  /** By source. */
  readonly reconcilers: Readonly<Record<string, Reconciler>>;

  constructor(scope: Construct, id: string, { webhooks, bundleOf, ...props }: ReconcilersProps) {
    super(scope, id);
    this.reconcilers = Object.fromEntries(
      reconciledSources(webhooks).flatMap(({ name: source, reconcile: reconciliation }) =>
        reconciliation
          ? [[source, new Reconciler(this, source, { ...props, source, reconciliation, bundle: bundleOf(RECONCILER) })]]
          : [],
      ),
    );
  }

  /** Lets the reconcilers of a processor's sources queue events for it. */
  sendTo({ on }: Pick<Processor, 'on'>, queue: Parameters<Reconciler['sendTo']>[0]): void {
    for (const [source, reconciler] of Object.entries(this.reconcilers))
      if (Object.hasOwn(on, source)) reconciler.sendTo(queue);
  }

  /** Lets all of them queue events for what wants every event. */
  sendAllTo(queue: Parameters<Reconciler['sendTo']>[0]): void {
    for (const reconciler of Object.values(this.reconcilers)) reconciler.sendTo(queue);
  }
}
