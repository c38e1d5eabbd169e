import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { clientsOf, noteOf } from './aws-clients.ts';
import { template, writeAssembly } from './fixtures/write-assembly.ts';
import { endRuns, eventually, startRun, temporaryDirectory } from './run-in-process.ts';

afterAll(endRuns);

const { Work, Mapping, ...here } = template.Resources;

/** What CDK hands over by parameters, under the names that the resources have here. */
const nested = {
  Parameters: { Table: { Type: 'String' }, Role: { Type: 'String' }, QueueArn: { Type: 'String' } },
  Resources: {
    Work: { ...Work, Properties: { ...Work.Properties, Role: { Ref: 'Role' } } },
    Mapping: { ...Mapping, Properties: { ...Mapping.Properties, EventSourceArn: { Ref: 'QueueArn' } } },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: { AlarmName: 'Small-nested', ComparisonOperator: 'GreaterThanThreshold', MetricName: 'Errors' },
    },
  },
  Outputs: { WorkName: { Value: { Ref: 'Work' } } },
};

const outer = {
  ...template,
  Resources: {
    ...here,
    More: {
      Type: 'AWS::CloudFormation::Stack',
      Properties: {
        TemplateURL: 'https://s3.example.com/more.json',
        Parameters: {
          Table: { Ref: 'Table' },
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          QueueArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
        },
      },
      Metadata: { 'aws:asset:path': 'More.nested.template.json' },
    },
  },
  Outputs: { ...template.Outputs, WorkName: { Value: { 'Fn::GetAtt': ['More', 'Outputs.WorkName'] } } },
};

test('a nested stack runs like what is in the stack itself, with its parameters, outputs and alarms', async () => {
  const assembly = await writeAssembly(join(temporaryDirectory(), 'assembly'), outer);
  writeFileSync(join(assembly, 'More.nested.template.json'), JSON.stringify(nested));
  const run = await startRun({ assembly });
  expect(run.outputs.WorkName).toBe('Small-More-Work');
  const { queues } = clientsOf(run);
  const QueueUrl = run.outputs.WorkQueueUrl;
  await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ id: 'one' }) }));
  await eventually(
    () => noteOf(run, 'one'),
    ({ count }) => count > 0,
  );
  expect((await run.alarms()).map(({ name }) => name)).toEqual(['Small-nested']);
  expect(run.messages.filter(({ kind }) => kind === 'warning')).toEqual([]);
});
