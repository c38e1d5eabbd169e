import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { functionNameIn } from '../../local/functions/function-name.ts';
import { clientsOf, noteOf } from './aws-clients.ts';
import { template, writeAssembly } from './fixtures/write-assembly.ts';
import { endRuns, eventually, startRun, temporaryDirectory } from './run-in-process.ts';

afterAll(endRuns);

test('a function is told from its name, and from the ARN of it, of a version or of an alias', () => {
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:Small-Work';
  for (const text of ['Small-Work', 'Small-Work:live', arn, `${arn}:live`, `${arn}:3`])
    expect(functionNameIn(text)).toBe('Small-Work');
});

/** The aliases as CDK writes them, and what calls them. */
const released = {
  ...template,
  Resources: {
    ...template.Resources,
    ...aliasOf('Receive'),
    ...aliasOf('Work'),
    Application: { Type: 'AWS::CodeDeploy::Application', Properties: { ComputePlatform: 'Lambda' } },
    Config: { Type: 'AWS::CodeDeploy::DeploymentConfig', Properties: { ComputePlatform: 'Lambda' } },
    Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { ApplicationName: { Ref: 'Application' } } },
    Integration: {
      ...template.Resources.Integration,
      Properties: { ...template.Resources.Integration.Properties, IntegrationUri: { Ref: 'ReceiveAlias' } },
    },
    Mapping: {
      ...template.Resources.Mapping,
      Properties: {
        ...template.Resources.Mapping.Properties,
        FunctionName: {
          'Fn::Join': ['', [{ 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'WorkAlias' }] }] }, ':live']],
        },
      },
    },
  },
};

function aliasOf(name: 'Receive' | 'Work') {
  return {
    [`${name}Version`]: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: name } } },
    [`${name}Alias`]: {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        Name: 'live',
        FunctionName: { Ref: name },
        FunctionVersion: { 'Fn::GetAtt': [`${name}Version`, 'Version'] },
        // Processes that have started stay here anyway.
        ...(name === 'Receive' && { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 } }),
      },
      UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: { Ref: 'Application' } } },
    },
  };
}

test('requests and messages reach functions through their aliases, and nothing of CodeDeploy is left out', async () => {
  const run = await startRun({ assembly: await writeAssembly(join(temporaryDirectory(), 'assembly'), released) });
  const answer = await fetch(`${run.url}/webhooks/echo`, { method: 'POST', body: 'x' });
  expect(answer.status).toBe(200);
  const { queues } = clientsOf(run);
  const QueueUrl = run.outputs.WorkQueueUrl;
  await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ id: 'one' }) }));
  await eventually(
    () => noteOf(run, 'one'),
    ({ count }) => count > 0,
  );
  expect(run.messages.filter(({ kind }) => kind === 'warning')).toEqual([]);
});
