import { App } from 'aws-cdk-lib';
import { WebhookStack } from 'breakwater';

export const app = new App();

new WebhookStack(app, 'ArchiveReconcile', {
  configurationFile: 'webhooks.ts',
  alarmEmail: 'oncall@example.com',
  tracing: true,
});
