import { App } from 'aws-cdk-lib';
import { WebhookStack } from 'breakwater';

export const app = new App();

new WebhookStack(app, 'PartnerEvents', { configurationFile: 'webhooks.ts', encryptionKey: 'create' });
