import type { RequestContext } from '../../../local/permissions/conditions.ts';
import { decide, narrow, type Principal } from '../../../local/permissions/decide.ts';
import { readPolicy } from '../../../local/permissions/policy.ts';

const TABLE = 'arn:aws:dynamodb:eu-west-1:123456789012:table/Ledger';
const principal: Principal = {
  roleArn: 'arn:aws:iam::123456789012:role/Verifier',
  sessionArn: 'arn:aws:sts::123456789012:assumed-role/Verifier/verify',
  account: '123456789012',
};
const allow = { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: TABLE };
const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

interface Asked {
  readonly identity?: readonly object[];
  readonly boundary?: readonly object[];
  readonly resource?: readonly object[];
  readonly action?: string;
  readonly on?: string;
  readonly context?: RequestContext;
}

/** `allowed`, or why not; then what could not be told. */
function ask({ identity = [], boundary, resource = [], action = 'dynamodb:PutItem', on = TABLE, context = {} }: Asked) {
  const policies = {
    identity: readPolicy({ Statement: identity }),
    boundary: boundary && readPolicy({ Statement: boundary }),
    resource: readPolicy({ Statement: resource }),
  };
  const unknown: string[] = [];
  const about = narrow(policies, { action, resource: on }, principal);
  const decision = decide(
    about,
    { 'aws:securetransport': ['true'], 'aws:username': [], ...context },
    ({ operator, key }) => unknown.push(`${operator} ${key}`),
  );
  return [decision.allowed ? 'allowed' : decision.because(action), ...unknown].join('; ');
}

const LACKS = 'because no identity-based policy allows the dynamodb:PutItem action';

test('what no statement allows is denied', () => {
  expect(ask({})).toBe(LACKS);
  expect(ask({ identity: [allow] })).toBe('allowed');
});

test.each([
  ['another action', { ...allow, Action: 'dynamodb:GetItem' }],
  ['an action of which it is a part', { ...allow, Action: 'dynamodb:Put' }],
  ['another resource', { ...allow, Resource: `${TABLE}2` }],
  ['a resource in other letters', { ...allow, Resource: TABLE.toLowerCase() }],
  ['everything but this action', { Effect: 'Allow', NotAction: ['dynamodb:Put*'], Resource: '*' }],
  ['everything but this resource', { Effect: 'Allow', Action: '*', NotResource: TABLE }],
])('a statement about %s does not allow it', (_what, statement) => {
  expect(ask({ identity: [statement] })).toBe(LACKS);
});

test.each([
  ['a list', { ...allow, Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: ['x', TABLE] }],
  ['other letters in the action', { ...allow, Action: 'DynamoDB:putitem' }],
  ['wildcards', { ...allow, Action: 'dynamodb:P?tIt*', Resource: 'arn:aws:dynamodb:*:*:table/Led???' }],
  ['everything but something else', { Effect: 'Allow', NotAction: 'sqs:*', NotResource: 'arn:aws:sqs:*' }],
])('a statement with %s allows it', (_what, statement) => {
  expect(ask({ identity: [statement] })).toBe('allowed');
});

test('a deny wins, wherever it stands', () => {
  const deny = { ...allow, Effect: 'Deny', Principal: '*' };
  expect(ask({ identity: [everything, deny] })).toBe('with an explicit deny in an identity-based policy');
  expect(ask({ identity: [everything], resource: [deny] })).toBe('with an explicit deny in a resource-based policy');
  expect(ask({ identity: [everything], boundary: [everything, deny] })).toBe(
    'with an explicit deny in a permissions boundary',
  );
});

test('what the role allows, its boundary has to allow too', () => {
  expect(ask({ identity: [allow], boundary: [{ ...allow, Action: 'dynamodb:*' }] })).toBe('allowed');
  expect(ask({ identity: [allow], boundary: [{ ...allow, Action: 'sqs:*' }] })).toBe(
    'because no permissions boundary allows the dynamodb:PutItem action',
  );
});

test('a resource policy allows by itself whom it names, and nobody by the name of the account', () => {
  const of = (Principal: unknown) => ask({ resource: [{ ...allow, Principal }] });
  expect(of({ AWS: principal.roleArn })).toBe('allowed');
  expect(of('*')).toBe('allowed');
  expect(of({ AWS: ['arn:aws:iam::123456789012:role/Other'] })).toBe(LACKS);
  expect(of({ AWS: 'arn:aws:iam::123456789012:root' })).toBe(LACKS);
  expect(of({ Service: 'lambda.amazonaws.com' })).toBe(LACKS);
});

test('a policy that denies plain HTTP denies nothing that came over TLS', () => {
  const onlyTls = { ...allow, Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  expect(ask({ identity: [allow], resource: [onlyTls] })).toBe('allowed');
  const context = { 'aws:securetransport': ['false'] };
  expect(ask({ identity: [allow], resource: [onlyTls], context })).toContain('explicit deny');
});

describe('a condition', () => {
  const keys = (...values: string[]): RequestContext => ({ 'dynamodb:leadingkeys': values });
  const under = (Condition: object, context: RequestContext = keys('#pace#one')) =>
    ask({ identity: [{ ...allow, Condition }], context });

  test.each([
    ['StringEquals', '#pace#one', '#pace#*'],
    ['StringNotEquals', '#pace#*', '#pace#one'],
    ['StringEqualsIgnoreCase', '#PACE#one', '#pace#two'],
    ['StringNotEqualsIgnoreCase', '#pace#two', '#PACE#ONE'],
    ['StringLike', '#pace#*', '#PACE#*'],
    ['StringNotLike', '#audit#*', '#pace#???'],
  ])('%s compares text', (operator, fitting, unfitting) => {
    expect(under({ [operator]: { 'dynamodb:LeadingKeys': fitting } })).toBe('allowed');
    expect(under({ [operator]: { 'dynamodb:LeadingKeys': unfitting } })).toBe(LACKS);
  });

  test.each(['ArnLike', 'ArnEquals'])('%s compares an ARN part by part', (operator) => {
    const context = { 'aws:principalarn': [principal.roleArn] };
    const arn = (pattern: string) => under({ [operator]: { 'aws:PrincipalArn': pattern } }, context);
    expect(arn('arn:aws:iam::*:role/Veri*')).toBe('allowed');
    expect(arn('arn:aws:*role/Verifier')).toBe(LACKS);
    expect(arn('arn:aws:iam::999999999999:role/Verifier')).toBe(LACKS);
  });

  test('about each of several values says whether all have to fit, or one', () => {
    const two = keys('#pace#one', 'stripe#evt_1');
    const like = (operator: string, context: RequestContext) =>
      under({ [operator]: { 'dynamodb:LeadingKeys': ['#pace#*', '#quarantine#*'] } }, context);
    expect(like('ForAllValues:StringLike', two)).toBe(LACKS);
    expect(like('ForAllValues:StringLike', keys('#pace#one', '#quarantine#two'))).toBe('allowed');
    expect(like('ForAnyValue:StringLike', two)).toBe('allowed');
    expect(like('ForAnyValue:StringLike', keys('stripe#evt_1'))).toBe(LACKS);
  });

  test('about what the request does not have fails, unless it is negated or says IfExists', () => {
    const none = keys();
    expect(under({ StringEquals: { 'dynamodb:LeadingKeys': 'x' } }, none)).toBe(LACKS);
    expect(under({ StringNotEquals: { 'dynamodb:LeadingKeys': 'x' } }, none)).toBe('allowed');
    expect(under({ StringEqualsIfExists: { 'dynamodb:LeadingKeys': 'x' } }, none)).toBe('allowed');
    expect(under({ Null: { 'dynamodb:LeadingKeys': 'true' } }, none)).toBe('allowed');
    expect(under({ Null: { 'dynamodb:LeadingKeys': 'true' } })).toBe(LACKS);
  });

  test('stands beside others that have to hold too', () => {
    const Bool = { 'aws:SecureTransport': 'true' };
    expect(under({ Bool, StringLike: { 'dynamodb:LeadingKeys': '#pace#*' } })).toBe('allowed');
    expect(under({ Bool, StringLike: { 'dynamodb:LeadingKeys': '#audit#*' } })).toBe(LACKS);
  });

  test('that cannot be told counts against the request, in an allow and in a deny, and is named', () => {
    const strange = { IpAddress: { 'dynamodb:LeadingKeys': '10.0.0.0/8' } };
    expect(under(strange)).toBe(`${LACKS}; IpAddress dynamodb:LeadingKeys`);
    const deny = { ...allow, Effect: 'Deny', Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } };
    expect(ask({ identity: [allow, deny] })).toBe(
      'with an explicit deny in an identity-based policy; StringEquals aws:SourceVpce',
    );
  });
});
