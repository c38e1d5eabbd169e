import { App } from 'aws-cdk-lib';
import { webhooks as sample } from '../../../bin/webhooks.ts';
import { parseWebhooks, type Webhooks } from '../../../core/index.ts';
import { WebhookStack } from '../../../lib/index.ts';

/** What is deployed of the apps below. */
export const KEPT = 'test/lib/kept/kept-resources.json';

const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** Many sources, more processors than one stack holds, one with an order, a reconciler and the archive. */
export const manySources = parseWebhooks({
  sources: {
    ...Object.fromEntries(numbered('shop', 12).map((name) => [name, { provider: 'shopify' }])),
    stripe: { reconcile: {} },
  },
  processors: {
    ordered: { on: { stripe: ['*'] }, orderedBy: () => 'key' },
    ...Object.fromEntries(numbered('work', 40).map((name) => [name, { on: { stripe: ['*'] } }])),
  },
  archive: true,
});

/** The stacks whose data is never to be lost by an update of Breakwater itself. */
export const apps: Readonly<Record<string, Webhooks>> = { Webhooks: sample, ManySources: manySources };

/** Synthesizes one of them, as it is or otherwise, and compares it with what is deployed. */
export function synthesizeKept(
  name: string,
  {
    webhooks = apps[name],
    file = KEPT,
    ...context
  }: { webhooks?: Webhooks | undefined; file?: string; kept?: 'write'; config?: string } = {},
): void {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [], ...context } });
  new WebhookStack(app, name, { ...(webhooks && { webhooks }), keptResources: file });
  app.synth();
}
