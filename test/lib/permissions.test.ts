import { defineWebhooks } from '../../core/index.ts';
import { synthesize } from './synthesize.ts';

const { template } = synthesize();

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** What a function may do, by the resource that it may do it to: the whole of it. */
function permissionsOf(handler: string): Record<string, string[]> {
  const permissions: Record<string, string[]> = {};
  for (const { Effect, Action, Resource, Condition } of statementsOf(handler)) {
    expect(Effect).toBe('Allow');
    const actions = [Action].flat().sort();
    for (const resource of [Resource].flat()) {
      const name = nameOf(resource) + (Condition ? ` if ${JSON.stringify(Condition)}` : '');
      permissions[name] = [...(permissions[name] ?? []), ...actions];
    }
  }
  return permissions;
}

function statementsOf(handler: string): Statement[] {
  const [roleId = '', role] =
    Object.entries(template.findResources('AWS::IAM::Role')).find(([id]) => id.startsWith(handler)) ?? [];
  expect(role?.Properties.ManagedPolicyArns).toBeUndefined();
  const attached = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => Object.values(template.findResources(type)))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes(roleId))
    .map(({ Properties }) => Properties);
  return [...(role?.Properties.Policies ?? []), ...attached].flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

/** A resource by its logical id, without CDK's hash. */
function nameOf(resource: unknown): string {
  const joined: unknown = Object(resource)['Fn::Join'];
  if (Array.isArray(joined))
    return joined[1].map((part: unknown) => (typeof part === 'string' ? part : nameOf(part))).join('');
  const [, id] = /^\{"(?:Ref":"|Fn::GetAtt":\[")(\w+)\w{8}"(?:,"Arn"\])?\}$/.exec(JSON.stringify(resource)) ?? [];
  return id ?? JSON.stringify(resource);
}

test('the verifier may record events, send to the queues, read the secrets, fill the quarantine and put large bodies aside, each by name', () => {
  expect(permissionsOf('IngressVerifier')).toEqual({
    LedgerTable: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    'LedgerTable if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["#quarantine#*","#pace#source#*"]}}': [
      'dynamodb:UpdateItem',
    ],
    'QuarantineBucket/*': ['s3:PutObject'],
    'ClaimChecksBucket/*': ['s3:PutObject'],
    SourcesstripeSecret: ['secretsmanager:GetSecretValue'],
    SourcesstripeconnectSecret: ['secretsmanager:GetSecretValue'],
    ProcessorsRecordPaymentQueuesQueue: ['sqs:SendMessage'],
    ProcessorsDeployPreviewQueuesQueue: ['sqs:SendMessage'],
    IngressVerifierLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  });
});

test('a processor may claim events, consume its own queue fill its own dead-letter queue and get large bodies', () => {
  expect(permissionsOf('ProcessorsRecordPayment')).toEqual({
    LedgerTable: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
    ProcessorsRecordPaymentQueuesQueue: [
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
      'sqs:ChangeMessageVisibility',
    ],
    ProcessorsRecordPaymentQueuesDeadLetterQueue: ['sqs:SendMessage'],
    'ClaimChecksBucket/*': ['s3:GetObject'],
    ClaimChecksBucket: ['s3:ListBucket'],
    ProcessorsRecordPaymentHandlerLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  });
});

test('no function is allowed an action or a resource by a pattern, but for the objects of a bucket', () => {
  const everything = defineWebhooks({
    sources: { github: { reconcile: { organization: 'octo', hook: 7 } }, stripe: { reconcile: {} }, asana: {} },
    processors: { any: { on: { stripe: ['*'] } }, ordered: { on: { github: ['push'] }, orderedBy: ({ id }) => id } },
    archive: true,
  });
  const { template: whole } = synthesize({ webhooks: everything });
  const policies = ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => Object.values(whole.findResources(type)))
    .flatMap(({ Properties }) => [Properties, ...(Properties.Policies ?? [])]);
  const statements: Statement[] = policies.flatMap(({ PolicyDocument }) => PolicyDocument?.Statement ?? []);
  expect(statements.length).toBeGreaterThan(20);
  expect(statements.flatMap(({ Action }) => Action).filter((action) => /[*?]/.test(action))).toEqual([]);
  // A pattern is the end of a join: `{bucket's ARN}/*`.
  const resources = statements.flatMap(({ Resource }) => Resource).map((resource) => JSON.stringify(resource));
  const patterns = new Set(resources.filter((resource) => /[*?]/.test(resource)));
  expect(
    [...patterns].filter((pattern) => !/Bucket\w+","Arn"\]\},"\/(events\/|[\w=-]+\/)*\*"\]\]\}$/.test(pattern)),
  ).toEqual([]);
});
