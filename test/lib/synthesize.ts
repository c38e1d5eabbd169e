import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { defineWebhooks } from '../../core/index.ts';
import { WebhookStack, type WebhookStackProps } from '../../lib/index.ts';

export interface Synthesized {
  readonly stack: WebhookStack;
  readonly template: Template;
  /** The properties of the one resource of a type whose logical id begins so. */
  properties(type: string, logicalId: string): Record<string, unknown>;
}

/** Two sources, two processors, and every option that a processor has. */
export const webhooks = defineWebhooks({
  sources: { stripe: {}, 'stripe-connect': { provider: 'stripe' } },
  processors: {
    'record-payment': { on: { stripe: ['payment_intent.*'] } },
    'deploy-preview': {
      on: { 'stripe-connect': ['*'] },
      maxAttempts: 4,
      firstRetrySeconds: 5,
      timeoutSeconds: 60,
      memoryMb: 1024,
      batchSize: 1,
      maxConcurrency: 2,
    },
  },
});

/** Synthesizes a stack `Hooks`, without bundles unless the context says so. */
export function synthesize(
  props: WebhookStackProps = { webhooks },
  context: Record<string, unknown> = {},
  outdir?: string,
): Synthesized {
  const app = new App({ ...(outdir && { outdir }), context: { 'aws:cdk:bundling-stacks': [], ...context } });
  const stack = new WebhookStack(app, 'Hooks', props);
  const template = Template.fromStack(stack);
  const properties = (type: string, logicalId: string) => {
    const found = Object.entries(template.findResources(type)).filter(([id]) => id.startsWith(logicalId));
    expect(found).toHaveLength(1);
    return found[0]?.[1].Properties;
  };
  return { stack, template, properties };
}
