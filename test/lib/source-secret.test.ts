import { defineWebhooks } from '../../core/index.ts';
import { synthesize } from './synthesize.ts';

test('the verifier may set the secrets that providers hand over, and no others', () => {
  const webhooks = defineWebhooks({ sources: { asana: {}, stripe: {} }, processors: {} });
  const { template } = synthesize({ webhooks });
  const secretOf = (source: string) =>
    Object.keys(template.findResources('AWS::SecretsManager::Secret', { Properties: { Name: `Hooks/${source}` } }));
  const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );
  const resourcesOf = (action: string) =>
    statements.filter(({ Action }) => [Action].flat().includes(action)).map(({ Resource }) => Resource.Ref);
  expect(resourcesOf('secretsmanager:PutSecretValue')).toEqual(secretOf('asana'));
  expect(resourcesOf('secretsmanager:GetSecretValue')).toEqual([...secretOf('asana'), ...secretOf('stripe')]);
});
