import { conditionHolds, evaluate, type Scope } from '../../../local/template/evaluate.ts';

const scope: Scope = {
  template: {
    Parameters: { Stage: { Type: 'String', Default: 'beta' } },
    Conditions: {
      IsBeta: { 'Fn::Equals': [{ Ref: 'Stage' }, 'beta'] },
      IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
      Both: { 'Fn::And': [{ Condition: 'IsBeta' }, { Condition: 'IsProd' }] },
      Either: { 'Fn::Or': [{ Condition: 'IsBeta' }, { Condition: 'IsProd' }] },
      Neither: { 'Fn::Not': [{ Condition: 'Either' }] },
    },
    Mappings: { Sizes: { eu: { small: 1 } } },
    Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
  },
  pseudoParameters: { 'AWS::Region': 'eu-west-1' },
  resources: new Map([['Queue', { ref: 'http://queue', attributes: { Arn: 'arn:queue', 'Nested.Name': 'nested' } }]]),
};

const variable = (name: string) => `\${${name}}`;

test.each([
  [{ Ref: 'Queue' }, 'http://queue'],
  [{ Ref: 'Stage' }, 'beta'],
  [{ Ref: 'AWS::Region' }, 'eu-west-1'],
  [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
  [{ 'Fn::GetAtt': 'Queue.Arn' }, 'arn:queue'],
  [{ 'Fn::GetAtt': ['Queue', 'Nested.Name'] }, 'nested'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, 'c']] }, 'a-beta-c'],
  [{ 'Fn::Split': ['/', 'a/b/c'] }, ['a', 'b', 'c']],
  [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
  [{ 'Fn::Select': ['2', ['a', 'b', 'c']] }, 'c'],
  [{ 'Fn::Sub': `${variable('Queue.Arn')} in ${variable('AWS::Region')}` }, 'arn:queue in eu-west-1'],
  [{ 'Fn::Sub': [`${variable('Own')} ${variable('Stage')}`, { Own: { Ref: 'Queue' } }] }, 'http://queue beta'],
  [{ 'Fn::Sub': `kept ${variable('!Stage')}` }, `kept ${variable('Stage')}`],
  [{ 'Fn::If': ['IsBeta', 'yes', { Ref: 'Nothing' }] }, 'yes'],
  [{ 'Fn::If': ['IsProd', { Ref: 'Nothing' }, 'no'] }, 'no'],
  [{ 'Fn::Base64': 'text' }, 'dGV4dA=='],
  [{ 'Fn::FindInMap': ['Sizes', 'eu', 'small'] }, 1],
  [{ kept: [1, { deep: { Ref: 'Stage' } }] }, { kept: [1, { deep: 'beta' }] }],
  [{ Condition: { StringEquals: { a: { Ref: 'Stage' } } } }, { Condition: { StringEquals: { a: 'beta' } } }],
])('evaluates %j to %j', (value, expected) => {
  expect(evaluate(value, scope)).toEqual(expected);
});

test('leaves out what refers to AWS::NoValue, in objects and in lists', () => {
  const noValue = { Ref: 'AWS::NoValue' };
  expect(evaluate({ kept: 1, gone: noValue }, scope)).toEqual({ kept: 1 });
  expect(evaluate([1, { 'Fn::If': ['IsProd', 2, noValue] }], scope)).toEqual([1]);
});

test.each([
  ['IsBeta', true],
  ['IsProd', false],
  ['Both', false],
  ['Either', true],
  ['Neither', false],
])('finds the condition %s to be %s', (name, expected) => {
  expect(conditionHolds(name, scope)).toBe(expected);
});

test.each([
  [{ Ref: 'Nothing' }, 'refers to Nothing'],
  [{ 'Fn::GetAtt': ['Nothing', 'Arn'] }, 'refers to Nothing'],
  [{ 'Fn::GetAtt': ['Queue', 'Colour'] }, 'asks Queue (AWS::SQS::Queue) for Colour'],
  [{ 'Fn::ImportValue': 'other' }, 'uses Fn::ImportValue'],
  [{ 'Fn::Join': 'text' }, 'in place of a list'],
  [{ 'Fn::If': ['IsNothing', 1, 2] }, 'has no condition IsNothing'],
])('says in a sentence why it cannot evaluate %j', (value, sentence) => {
  expect(() => evaluate(value, scope)).toThrow(sentence);
});
