import { App } from 'aws-cdk-lib';
import { WebhookStack } from 'breakwater';

export const app = new App();

new WebhookStack(app, 'CloudFront', {
  configurationFile: 'webhooks.ts',
  // CloudFront takes web ACLs of this region only.
  env: { region: 'us-east-1' },
  access: { kind: 'cloudfront', waf: { ratePerFiveMinutes: 20_000 } },
});
