import { orderResources } from '../../../local/template/order-resources.ts';

const resource = (Properties: object, more = {}) => ({ Type: 'Any', Properties: { ...Properties }, ...more });

test('puts each resource after those that it refers to, in any way', () => {
  const ordered = orderResources({
    Resources: {
      ByDependency: resource({}, { DependsOn: ['ByVariable'] }),
      ByReference: resource({ deep: [{ Ref: 'Last' }] }),
      ByAttribute: resource({ a: { 'Fn::GetAtt': ['ByReference', 'Arn'] } }),
      ByAttributeInText: resource({ a: { 'Fn::GetAtt': 'ByAttribute.Arn' } }),
      ByText: resource({ a: { 'Fn::Sub': `\${ByAttributeInText.Arn} \${AWS::Region}` } }),
      ByVariable: resource({ a: { 'Fn::Sub': ['text', { name: { Ref: 'ByText' } }] } }),
      Last: resource({}),
    },
  });
  expect(ordered).toEqual([
    'Last',
    'ByReference',
    'ByAttribute',
    'ByAttributeInText',
    'ByText',
    'ByVariable',
    'ByDependency',
  ]);
});

test('names the resources that wait for each other', () => {
  const Resources = { A: resource({ a: { Ref: 'B' } }), B: resource({ a: { Ref: 'A' } }) };
  expect(() => orderResources({ Resources })).toThrow('A → B → A');
});
