import { App } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { defineStages, WebhookStack } from 'breakwater';

export const app = new App();

// Most companies have an account for each stage. These share one, and nothing in it.
const env = { account: '111122223333', region: 'us-east-1' };

const stages = defineStages({
  // A VPC without a way out: the endpoints that the functions need are created with the stack.
  dev: { env, network: { vpc: 'vpc-0aaaaaaaaaaaaaaa1' }, removalPolicy: 'destroy' },
  // One with NAT gateways, whose endpoints are there: a VPC can have each only once.
  prod: {
    env,
    network: { vpc: 'vpc-0bbbbbbbbbbbbbbb2', endpoints: 'existing' },
    removalPolicy: 'retain',
    terminationProtection: true,
    logRetention: RetentionDays.ONE_YEAR,
  },
});

new WebhookStack(app, 'KmsVpcStages', {
  configurationFile: 'webhooks.ts',
  encryptionKey: 'create',
  alarmEmail: 'oncall@example.com',
  tags: { 'cost-center': '4711' },
  ...stages.chosenBy(app, 'KmsVpcStages'),
});
