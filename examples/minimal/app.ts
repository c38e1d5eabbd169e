import { App } from 'aws-cdk-lib';
import { WebhookStack } from 'breakwater';

export const app = new App();

new WebhookStack(app, 'Minimal', { configurationFile: 'webhooks.ts' });
