import type { TemplateResource } from '../../local/template/assembly.ts';
import { type Account, AwsError } from './account.ts';
import { startBuckets } from './buckets.ts';
import { createStack, validateStack } from './create-stack.ts';
import { fetchTemplateText } from './fetch-template.ts';
import { stackArn } from './resource-values.ts';
import type { FullTemplate } from './template.ts';

let account: Account;
beforeAll(async () => {
  account = { id: '111122223333', region: 'us-east-1', buckets: await startBuckets(), resources: [] };
  await account.buckets.create('code');
  await account.buckets.answer({ method: 'PUT', url: '/code/index.zip', headers: {}, body: Buffer.from('a zip') });
});
afterAll(() => account.buckets.close());
afterEach(() => account.resources.splice(0));

/** A role that may read a queue, a function, and what invokes it. */
const consume = { Effect: 'Allow', Action: ['sqs:*'], Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] } };
const RESOURCES = {
  DeadLetters: { Type: 'AWS::SQS::Queue' },
  Queue: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: 'jobs',
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] }, maxReceiveCount: 5 },
    },
  },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {},
      Policies: [{ PolicyName: 'all', PolicyDocument: { Statement: [consume] } }],
    },
  },
  Function: {
    Type: 'AWS::Lambda::Function',
    Properties: { Code: { S3Bucket: 'code', S3Key: 'index.zip' }, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
  },
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: { Ref: 'Function' }, EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
  },
} satisfies FullTemplate['Resources'];

const CAPABILITIES = ['CAPABILITY_IAM'];

/** Creates a stack; answers with why not. */
async function refusalOf(template: FullTemplate, capabilities = CAPABILITIES): Promise<string> {
  const request = { stackId: stackArn(account, 'Some', 'id'), template, parameters: {}, capabilities };
  try {
    validateStack(account, request);
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return (await createStack(account, request)).failure?.reason ?? 'none';
}

/** The template with other properties of a resource. */
function changed(id: keyof typeof RESOURCES, properties: object): FullTemplate {
  const resource: TemplateResource = RESOURCES[id];
  return { Resources: { ...RESOURCES, [id]: { ...resource, Properties: { ...resource.Properties, ...properties } } } };
}

const containing = (rest: object): FullTemplate => ({ Resources: RESOURCES, ...rest });

test('the stand-in creates what CloudFormation would', async () => {
  expect(await refusalOf(containing({}))).toBe('none');
  expect(account.resources.map(({ logicalId }) => logicalId)).toEqual(expect.arrayContaining(Object.keys(RESOURCES)));
});

test('the stand-in takes back what it created when a later resource fails', async () => {
  await refusalOf(changed('Mapping', { BatchSize: 50 }));
  expect(account.resources).toEqual([]);
});

describe('the stand-in refuses a template', () => {
  const many = <Value>(count: number, value: Value) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`N${index}`, value]));
  const queue = (DependsOn: string) => ({ Type: 'AWS::SQS::Queue', DependsOn });

  test.each<[string, FullTemplate, string]>([
    ['without resources', { Resources: {} }, 'At least one Resources member must be defined'],
    ['with an unknown section', containing({ Output: {} }), 'Invalid template property or properties [Output]'],
    [
      'with a name that is not alphanumeric',
      containing({ Outputs: { 'a-b': { Value: 'x' } } }),
      "'a-b' is non alphanumeric",
    ],
    [
      'with an unknown type',
      { Resources: { A: { Type: 'AWS::SQS::Que' } } },
      'Unrecognized resource types: [AWS::SQS::Que]',
    ],
    ['with 501 resources', { Resources: many(501, { Type: 'AWS::SQS::Queue' }) }, 'Number of resources, 501,'],
    ['with 201 outputs', containing({ Outputs: many(201, { Value: 'x' }) }), 'Number of outputs, 201,'],
    [
      'that refers to nothing',
      containing({ Outputs: { A: { Value: { Ref: 'B' } } } }),
      'Unresolved resource dependencies [B]',
    ],
    [
      'that refers to nothing in a text',
      changed('Function', { Description: { 'Fn::Sub': `x \${B.Arn}` } }),
      'dependencies [B]',
    ],
    [
      'that waits for nothing',
      { Resources: { A: queue('B') } },
      'Unresolved resource dependencies [B] in the Resources',
    ],
    [
      'that asks for an attribute that the type does not have',
      containing({ Outputs: { A: { Value: { 'Fn::GetAtt': ['Queue', 'Url'] } } } }),
      'resource Queue does not support attribute type Url in Fn::GetAtt',
    ],
    ['whose resources wait for each other', { Resources: { A: queue('B'), B: queue('A') } }, 'Circular dependency'],
    [
      'with an unknown condition',
      containing({ Outputs: { A: { Value: 'x', Condition: 'C' } } }),
      'Unresolved dependencies [C]',
    ],
    [
      'with a parameter without a value',
      containing({ Parameters: { P: { Type: 'String' } } }),
      'Parameters: [P] must have values',
    ],
    [
      'with a parameter that is not in the parameter store',
      containing({ Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/none' } } }),
      'Unable to fetch parameters [/none]',
    ],
    [
      'whose rule is broken',
      containing({
        Parameters: { V: { Type: 'String', Default: '5' } },
        Rules: {
          R: {
            Assertions: [
              { Assert: { 'Fn::Not': [{ 'Fn::Contains': [['4', '5'], { Ref: 'V' }] }] }, AssertDescription: 'too old' },
            ],
          },
        },
      }),
      'Template constraint violated: too old',
    ],
  ])('%s', async (_, template, reason) => {
    expect(await refusalOf(template)).toContain(reason);
    expect(account.resources).toEqual([]);
  });

  test('that creates a role, unless somebody said that it may', async () => {
    expect(await refusalOf(containing({}), [])).toContain('Requires capabilities : [CAPABILITY_IAM]');
    expect(await refusalOf(changed('Role', { RoleName: 'mine' }))).toContain('[CAPABILITY_NAMED_IAM]');
    expect(await refusalOf(changed('Role', { RoleName: 'mine' }), ['CAPABILITY_NAMED_IAM'])).toBe('none');
  });

  test('that is over 51,200 bytes, or 1 MB in S3', async () => {
    await expect(fetchTemplateText(account, { body: ' '.repeat(51_201) })).rejects.toThrow('51200');
    const body = Buffer.alloc(1_048_577, ' ');
    await account.buckets.answer({ method: 'PUT', url: '/code/long.json', headers: {}, body });
    await expect(fetchTemplateText(account, { url: 'https://s3/code/long.json' })).rejects.toThrow('1048576');
    await expect(fetchTemplateText(account, { url: 'https://s3/code/none.json' })).rejects.toThrow('does not exist');
  });
});

describe('the stand-in refuses a resource', () => {
  const long = 'x'.repeat(5000);
  const statement = (Resource: string) => ({
    PolicyDocument: { Statement: [{ ...consume, Resource }] },
    PolicyName: 'p',
  });

  test.each<[string, FullTemplate, string]>([
    [
      'without a property that it must have',
      changed('Function', { Role: { Ref: 'AWS::NoValue' } }),
      '#: required key [Role] not found',
    ],
    ['with an unknown property', changed('Function', { Timout: 5 }), '#: extraneous key [Timout] is not permitted'],
    [
      'with an unknown property within',
      changed('Function', { Environment: { Vars: {} } }),
      '#/Environment: extraneous key [Vars]',
    ],
    [
      'with a text for a number',
      changed('Queue', { DelaySeconds: '5s' }),
      '#/DelaySeconds: expected type: integer, found: "5s"',
    ],
    ['with one value for a list', changed('Function', { Layers: 'x' }), '#/Layers: expected type: JSONArray'],
    ['with a value that the type does not know', changed('Function', { PackageType: 'Tar' }), 'allowed: Image, Zip'],
    ['whose name is taken', { Resources: { ...RESOURCES, Other: RESOURCES.Queue } }, 'jobs already exists'],
    ['whose name is too long', changed('Queue', { QueueName: 'x'.repeat(81) }), 'Invalid queue name'],
    [
      'whose name is that of a FIFO queue',
      changed('Queue', { QueueName: 'jobs.fifo' }),
      'Invalid queue name jobs.fifo',
    ],
    [
      'whose name is not that of the FIFO queue it is',
      changed('Queue', { FifoQueue: true }),
      'Invalid queue name jobs',
    ],
    [
      'whose dead letters go nowhere',
      changed('Queue', { RedrivePolicy: { deadLetterTargetArn: 'x' } }),
      'Dead letter target does not exist',
    ],
    [
      'whose code is not in S3',
      changed('Function', { Code: { S3Bucket: 'code', S3Key: 'no.zip' } }),
      'NoSuchKey: code/no.zip',
    ],
    ['whose environment is too large', changed('Function', { Environment: { Variables: { A: long } } }), '4KB limit'],
    [
      'whose function may not read the queue',
      changed('Role', { Policies: [statement('arn:aws:sqs:*:*:other')] }),
      'sqs:ReceiveMessage',
    ],
    [
      'whose function runs for longer than messages are hidden',
      changed('Function', { Timeout: 31 }),
      'Queue visibility timeout: 30',
    ],
    [
      'whose role has too long policies',
      changed('Role', { Policies: [statement(`${long}${long}${long}`)] }),
      'Maximum policy size',
    ],
  ])('%s', async (_, template, reason) => {
    expect(await refusalOf(template)).toContain(reason);
  });
});

test('the stand-in refuses a bucket whose name S3 would refuse, and a policy of a bucket that is not there', async () => {
  const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'My_Bucket' } };
  expect(await refusalOf({ Resources: { Bucket: bucket } })).toContain('The specified bucket is not valid: My_Bucket');
  const policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'elsewhere', PolicyDocument: {} } };
  expect(await refusalOf({ Resources: { Policy: policy } })).toContain('does not exist: elsewhere');
});
