import { NestedStack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parseWebhooks } from '../../core/index.ts';
import { synthesize } from './synthesize.ts';

const names = Array.from({ length: 100 }, (_, index) => `notify-customer-of-case-${index}`);
const { stack, template } = synthesize({
  webhooks: parseWebhooks({
    sources: { stripe: {} },
    processors: Object.fromEntries(names.map((name) => [name, { on: { stripe: ['*'] } }])),
  }),
});
const nested = stack.node.children.filter((child) => child instanceof NestedStack);
const templates = [template, ...nested.map((child) => Template.fromStack(child))].map((each) => each.toJSON());

test('100 processors are deployed, as nested stacks when one stack has no room for them', () => {
  const queues = templates.flatMap(({ Resources }) => Object.values<{ Type: string }>(Resources));
  expect(queues.filter(({ Type }) => Type === 'AWS::SQS::Queue')).toHaveLength(200);
  expect(Object.keys(stack.processors)).toEqual(names);
});

test('every stack stays within the limits of CloudFormation, with room for more', () => {
  for (const { Resources, Outputs, Parameters = {} } of templates) {
    expect(Object.keys(Resources).length).toBeLessThan(400);
    expect(Object.keys(Outputs).length).toBeLessThanOrEqual(200);
    expect(Object.keys(Parameters).length).toBeLessThanOrEqual(200);
    expect(JSON.stringify({ Resources, Outputs }).length).toBeLessThan(1_000_000);
  }
});

test('the verifier may send to each queue, by policies that stay within the limits of IAM', () => {
  const documents = Object.values(template.findResources('AWS::IAM::ManagedPolicy')).map((resource) =>
    inTheWorstRegion(resource.Properties.PolicyDocument),
  );
  for (const document of documents) expect(document.length).toBeLessThanOrEqual(6144);
  const [policy] = Object.values(template.findResources('AWS::IAM::Policy'));
  expect(inTheWorstRegion(policy?.Properties.PolicyDocument).length).toBeLessThan(10_240 - 600);
});

/** A policy as IAM counts it, with ARNs for references. */
function inTheWorstRegion(document: unknown): string {
  const arn = `"arn:aws-us-gov:sqs:ap-southeast-1:123456789012:${'Hooks-notify-customer-of-case-100'}"`;
  return JSON.stringify(document).replaceAll(/\{"(?:Fn::GetAtt":\["[^"]*","[^"]*"\]|Ref":"[^"]*")\}/g, arn);
}
