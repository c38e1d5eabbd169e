import { defineWebhooks } from '../../core/index.ts';
import { synthesize } from './synthesize.ts';

const webhooks = defineWebhooks({
  sources: { stripe: { reconcile: {} } },
  processors: { any: { on: { stripe: ['*'] } } },
  archive: true,
});
const functionsOf = ({ template }: ReturnType<typeof synthesize>) =>
  Object.values(template.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties);
const traced = synthesize({ webhooks, tracing: true, access: { kind: 'rest-api' } });
const plain = synthesize({ webhooks, access: { kind: 'rest-api' } });

test('with tracing every function of ours sends its traces, by its own role, and the REST API does too', () => {
  const functions = functionsOf(traced);
  expect(functions).toHaveLength(4);
  for (const { TracingConfig } of functions) expect(TracingConfig).toEqual({ Mode: 'Active' });
  const roles = Object.values(traced.template.findResources('AWS::IAM::Role')).filter(({ Properties }) =>
    JSON.stringify(Properties.Policies ?? '').includes('"xray:PutTraceSegments"'),
  );
  expect(roles).toHaveLength(4);
  traced.template.hasResourceProperties('AWS::ApiGateway::Stage', { TracingEnabled: true });
});

test('tracing adds no resource: a stack has room for 500', () => {
  const count = ({ template }: ReturnType<typeof synthesize>) => Object.keys(template.toJSON().Resources).length;
  expect(count(traced)).toBe(count(plain));
});

test('without it nothing is traced, and nobody may send traces', () => {
  expect(functionsOf(plain).every(({ TracingConfig }) => TracingConfig === undefined)).toBe(true);
  expect(JSON.stringify(plain.template.toJSON())).not.toMatch(/xray|TracingEnabled/);
});
