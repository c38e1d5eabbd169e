import type { Template } from 'aws-cdk-lib/assertions';
import { notCountedIn } from '../../core/cost/not-counted.ts';
import { defineWebhooks } from '../../core/index.ts';
import type { Access } from '../../lib/index.ts';
import { synthesize } from './synthesize.ts';

const WAF = { kind: 'rest-api', waf: {} } as const;
const webhooks = defineWebhooks({
  sources: { shopify: { tenants: true }, stripe: {} },
  processors: { any: { on: { shopify: ['*'], stripe: ['*'] } } },
});
const without = defineWebhooks({
  sources: { shopify: {}, stripe: {} },
  processors: { any: { on: { shopify: ['*'], stripe: ['*'] } } },
});

const pathsOf = (template: Template) => [
  ...Object.values(template.findResources('AWS::ApiGatewayV2::Route')).map(({ Properties }) => Properties.RouteKey),
  ...Object.values(template.findResources('AWS::ApiGateway::Resource')).map(({ Properties }) => Properties.PathPart),
];

test('a source with tenants has no secret in the stack, and no tenant has a resource', () => {
  const { template } = synthesize({ webhooks });
  const secrets = Object.values(template.findResources('AWS::SecretsManager::Secret'));
  expect(secrets.map(({ Properties }) => Properties.Name)).toEqual(['Hooks/stripe']);
  // A secret less than a stack without tenants; a route and the API's permission for it more.
  const count = (of: Template) => Object.keys(of.toJSON().Resources).length;
  expect(count(template) - count(synthesize({ webhooks: without }).template)).toBe(1);
});

test('a forecast of costs says that it does not know how many tenants there are', () => {
  const { Resources } = synthesize({ webhooks }).template.toJSON();
  const own = { functions: 0, tables: 0 };
  expect(notCountedIn([{ Resources }], own)).toEqual(['the secret of each tenant of shopify, $0.40 a month']);
  const { Resources: plain } = synthesize({ webhooks: without }).template.toJSON();
  expect(notCountedIn([{ Resources: plain }], own)).toEqual([]);
});

test('the verifier may read the secrets of the tenants of each source, and of nothing else that is there', () => {
  const { template } = synthesize({ webhooks });
  const roles = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) =>
    id.startsWith('IngressVerifier'),
  );
  const inline = roles.flatMap(([, { Properties }]) => Properties.Policies[0].PolicyDocument.Statement);
  const reading = inline.filter(({ Action }) => [Action].flat().includes('secretsmanager:GetSecretValue'));
  expect(reading).toEqual([
    {
      Action: 'secretsmanager:GetSecretValue',
      Effect: 'Allow',
      Resource: {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            ':secretsmanager:',
            { Ref: 'AWS::Region' },
            ':',
            { Ref: 'AWS::AccountId' },
            ':secret:Hooks/shopify/*',
          ],
        ],
      },
    },
  ]);
});

const options: readonly (readonly [Access | undefined, readonly string[], readonly string[]])[] = [
  [undefined, ['ANY /webhooks/{source}'], ['ANY /webhooks/{source}/{tenant}']],
  [{ kind: 'cloudfront', waf: false }, ['ANY /webhooks/{source}'], ['ANY /webhooks/{source}/{tenant}']],
  [WAF, ['webhooks', '{source}'], ['{tenant}']],
];

test.each(options)('%j lets the path of a tenant through, where a source has tenants', (access, always, more) => {
  const props = access === undefined ? {} : { access };
  expect(pathsOf(synthesize({ webhooks: without, ...props }).template)).toEqual(always);
  const { template } = synthesize({ webhooks, ...props });
  expect(pathsOf(template)).toEqual([...always, ...more]);
  const methods = Object.values(template.findResources('AWS::ApiGateway::Method'));
  expect(methods).toHaveLength(access?.kind === 'rest-api' ? 2 : 0);
});
