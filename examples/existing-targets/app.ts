import { App } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { WebhookStack } from 'breakwater';

export const app = new App();

new WebhookStack(app, 'ExistingTargets', {
  configurationFile: 'webhooks.ts',
  // What the app itself has is handed over as a construct; everything else stands in webhooks.ts by its ARN.
  targets: (stack) => ({ 'publish-deployments': new EventBus(stack, 'Deployments') }),
});
