import { App } from 'aws-cdk-lib';
import { WebhookStack } from 'breakwater';

export const app = new App();

// The stack is the same for one tenant and for five hundred: `breakwater secrets set shopify --tenant NAME` adds one.
new WebhookStack(app, 'ManyTenants', { configurationFile: 'webhooks.ts', alarmEmail: 'oncall@example.com' });
