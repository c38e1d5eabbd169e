import { App } from 'aws-cdk-lib';
import { WebhookStack } from 'breakwater';

export const app = new App();

new WebhookStack(app, 'ManySources', {
  configurationFile: 'webhooks.ts',
  alarms: {
    email: 'team@example.com',
    // Besides, and only of what cannot wait. The URL stands in the template: whoever may read that can page you.
    page: { pagerDuty: 'https://events.pagerduty.com/integration/KEY/enqueue' },
    maxRequestsPerDay: 2_000_000,
  },
  throttle: { rateLimit: 500, burstLimit: 1000 },
});
