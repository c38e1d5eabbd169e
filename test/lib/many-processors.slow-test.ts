import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestedStack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parseWebhooks } from '../../core/index.ts';
import { LONGEST_NAME } from '../../core/names.ts';
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

test('100 sources and 100 processors with the longest names are files that CloudFormation takes', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'breakwater-'));
  const longest = (kind: string) => names.map((_, index) => `${kind}-${index}-`.padEnd(LONGEST_NAME, 'x'));
  const sources = longest('source');
  const processors = longest('work').map((name, index) => [name, { on: { [sources[index] ?? '']: ['*'] } }]);
  const many = parseWebhooks({
    sources: Object.fromEntries(sources.map((name) => [name, { provider: 'stripe' }])),
    processors: Object.fromEntries(processors),
  });
  // As the CDK's command asks for it.
  const context = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };
  Stage.of(synthesize({ webhooks: many }, context, outdir).stack)?.synth();
  const files = readdirSync(outdir).filter((name) => name.endsWith('.template.json'));
  expect(files.length).toBeGreaterThan(5);
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
  for (const file of files) expect([file, statSync(join(outdir, file)).size < 1_000_000]).toEqual([file, true]);
  rmSync(outdir, { recursive: true });
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
