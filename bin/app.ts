import { App } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { ConfigurationError, WebhookStack } from '../lib/index.ts';

try {
  const stack = new WebhookStack(new App(), 'Webhooks', {
    configurationFile: 'bin/webhooks.ts',
    // alarmEmail: 'oncall@example.com',
  });
  addPayments(stack);
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  for (const problem of error.problems) console.error(`${error.file}: ${problem}`);
  process.exit(1);
}

/** What the sample processor `record-payment` writes to. */
function addPayments(stack: WebhookStack): void {
  const processor = stack.processors['record-payment'];
  if (!processor) return;
  const payments = new Table(stack, 'Payments', {
    partitionKey: { name: 'id', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
  });
  payments.grant(processor.function, 'dynamodb:PutItem');
  processor.function.addEnvironment('PAYMENTS_TABLE', payments.tableName);
}
