import { App } from 'aws-cdk-lib';
import { WebhookStack } from 'breakwater';

export const app = new App();

new WebhookStack(app, 'ManySources', {
  configurationFile: 'webhooks.ts',
  alarmEmail: 'oncall@example.com',
  throttle: { rateLimit: 500, burstLimit: 1000 },
});
