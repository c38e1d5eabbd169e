import { App } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { ConfigurationError, defineStages, WebhookStack } from '../lib/index.ts';

export const app = new App();

try {
  // What is different in each stage; all else is the same. The first is the default, `-c stage=prod` chooses another one.
  const stages = defineStages({
    dev: { removalPolicy: 'destroy' },
    prod: {
      removalPolicy: 'retain',
      terminationProtection: true,
      // env: { account: '111122223333', region: 'eu-central-1' },
      // alarmEmail: 'oncall@example.com',
      // keptResources: 'bin/kept-resources.json', once it is deployed: see docs/updates.md
    },
  });
  const stack = new WebhookStack(app, 'Webhooks', {
    configurationFile: 'bin/webhooks.ts',
    ...stages.chosenBy(app, 'Webhooks'),
  });
  addPayments(stack);
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  for (const problem of error.problems) console.error(`${error.file}: ${problem}`);
  process.exit(1);
}

/** What the sample processor `record-payment` writes to. */
function addPayments(stack: WebhookStack): void {
  const { encryptionKey, storeRemoval } = stack;
  const processor = stack.processors['record-payment'];
  if (!processor) return;
  const payments = new Table(stack, 'Payments', {
    partitionKey: { name: 'id', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    // As the stage says for the stack's own stores.
    removalPolicy: storeRemoval,
    ...(encryptionKey && { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey }),
  });
  // Its use of the key comes with the ledger's: through DynamoDB, with the same role.
  payments.grant(processor.function, 'dynamodb:PutItem');
  processor.function.addEnvironment('PAYMENTS_TABLE', payments.tableName);
}
