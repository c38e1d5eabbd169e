import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  bundleHandlers,
  ClaimChecks,
  Ingress,
  Ledger,
  Processor,
  Quarantine,
  SourceSecret,
  WebhookStack,
} from '../../lib/index.ts';
import { webhooks } from './synthesize.ts';

const app = () => new App({ context: { 'aws:cdk:bundling-stacks': [] } });

test('the stack takes its place beside others, once for each stage', () => {
  const root = app();
  for (const id of ['Test', 'Live']) new WebhookStack(root, id, { webhooks, env: { region: 'eu-central-1' } });
  const { stacks } = root.synth();
  expect(stacks.map(({ stackName }) => stackName)).toEqual(['Live', 'Test']);
});

test('the parts make a path of their own in a stack of another kind', () => {
  const stack = new Stack(app(), 'Shop');
  const bundleOf = bundleHandlers(stack, {}, { file: 'bin/webhooks.ts', webhooks });
  const [processor] = Object.values(webhooks.processors);
  if (!processor) throw new Error('the configuration has no processor');

  const ledger = new Ledger(stack, 'Ledger');
  const [source] = Object.values(webhooks.sources);
  if (!source) throw new Error('the configuration has no source');
  const secret = new SourceSecret(stack, 'Secret', { stackName: 'Shop', source });
  const bundle = bundleOf('verifier');
  const quarantine = new Quarantine(stack, 'Quarantine');
  const claimChecks = new ClaimChecks(stack, 'ClaimChecks', {});
  const ingress = new Ingress(stack, 'In', {
    stackName: 'Shop',
    secrets: [secret],
    ledger,
    quarantine,
    claimChecks,
    bundle,
  });
  const { queue } = new Processor(stack, 'Out', {
    stackName: 'Shop',
    processor,
    ledger,
    claimChecks,
    bundle: bundleOf('out'),
  });
  ingress.sendTo(queue);

  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::Lambda::Function', 2);
  template.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'Shop-record-payment' });
});
