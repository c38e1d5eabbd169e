import { parseWebhooks } from '../../core/index.ts';
import { synthesize } from './synthesize.ts';

const webhooks = (options: object) =>
  parseWebhooks({ sources: { stripe: {} }, processors: { work: { on: { stripe: ['*'] }, ...options } } });

const used = synthesize({ webhooks: webhooks({}) }).template;
const retired = synthesize({ webhooks: webhooks({ retired: true }) }).template;

const policiesOf = (template: typeof used, policy: 'DeletionPolicy' | 'UpdateReplacePolicy') =>
  Object.values(template.findResources('AWS::SQS::Queue')).map(
    (queue: Readonly<Record<string, unknown>>) => queue[policy],
  );

test('the queues of a processor whose entry is simply deleted stay, with what is on them', () => {
  expect(policiesOf(used, 'DeletionPolicy')).toEqual(['RetainExceptOnCreate', 'RetainExceptOnCreate']);
  expect(policiesOf(used, 'UpdateReplacePolicy')).toEqual(['Retain', 'Retain']);
});

test('those of a retired one, which is taken out once they are empty, go with it', () => {
  expect(policiesOf(retired, 'DeletionPolicy')).toEqual(['Delete', 'Delete']);
});

test('a processor that is retired keeps every resource that it has, and the verifier its permission', () => {
  const idsOf = (template: typeof used) => Object.keys(template.findResources('*')).sort();
  expect(idsOf(retired)).toEqual(idsOf(used));
  expect(retired.findResources('AWS::IAM::Policy')).toEqual(used.findResources('AWS::IAM::Policy'));
  expect(retired.findResources('AWS::Lambda::EventSourceMapping')).toEqual(
    used.findResources('AWS::Lambda::EventSourceMapping'),
  );
});

test('all of them go in a stage whose data is not to stay', () => {
  const { template } = synthesize({ webhooks: webhooks({}), removalPolicy: 'destroy' });
  expect(policiesOf(template, 'DeletionPolicy')).toEqual(['Delete', 'Delete']);
  expect(
    policiesOf(synthesize({ webhooks: webhooks({}), removalPolicy: 'retain' }).template, 'DeletionPolicy'),
  ).toEqual(['RetainExceptOnCreate', 'RetainExceptOnCreate']);
});
