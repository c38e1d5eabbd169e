import { App } from 'aws-cdk-lib';
import { WebhookStack } from 'breakwater';

export const app = new App();

new WebhookStack(app, 'RestWafDomain', {
  configurationFile: 'webhooks.ts',
  access: {
    kind: 'rest-api',
    domain: { name: 'hooks.example.com', hostedZone: { id: 'Z0123456789ABCDEFGHIJ', name: 'example.com' } },
    disableExecuteApiEndpoint: true,
    waf: {
      ratePerFiveMinutes: 20_000,
      managedRules: { AWSManagedRulesCommonRuleSet: 'block', AWSManagedRulesAmazonIpReputationList: 'count' },
    },
  },
});
