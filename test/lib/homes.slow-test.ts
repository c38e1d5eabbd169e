import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { parseWebhooks } from '../../core/index.ts';
import type { WebhookStackProps } from '../../lib/index.ts';
import { templateProblems } from '../deploy/template-problems.ts';
import { synthesize } from './synthesize.ts';

const names = (kind: string, count: number) => Array.from({ length: count }, (_, index) => `${kind}-number-${index}`);

const vpc = Vpc.fromVpcAttributes(new Stack(new App(), 'There'), 'Vpc', {
  vpcId: 'vpc-0123456789abcdef0',
  availabilityZones: ['us-east-1a', 'us-east-1b'],
  isolatedSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
  isolatedSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'],
});
const domain = { name: 'hooks.example.com', hostedZone: { id: 'Z0123456789ABCDEFGHIJ', name: 'example.com' } };

/** Everything that can be asked for at once of what takes resources. */
const MOST: WebhookStackProps = {
  env: { region: 'us-east-1' },
  deployment: { kind: 'canary' },
  alarmEmail: 'oncall@example.com',
  encryptionKey: 'create',
  network: { vpc },
  access: { kind: 'cloudfront', domain, waf: { ratePerFiveMinutes: 20_000 } },
};

/** The templates of a stack and of those nested in it, by path. */
function templatesOf(sources: number, processors: number, props: WebhookStackProps): Record<string, Template> {
  const sourceNames = names('source', sources);
  const webhooks = parseWebhooks({
    sources: Object.fromEntries(sourceNames.map((name) => [name, { provider: 'stripe' }])),
    processors: Object.fromEntries(
      names('work', processors).map((name, index) => [name, { on: { [sourceNames[index % sources] ?? '']: ['*'] } }]),
    ),
    archive: true,
  });
  const { stack, template } = synthesize({ webhooks, ...props });
  const nested = stack.node.findAll().filter((each): each is NestedStack => each instanceof NestedStack);
  return { Hooks: template, ...Object.fromEntries(nested.map((each) => [each.node.path, Template.fromStack(each)])) };
}

test('100 sources and 100 processors, with all that can be asked for, are stacks that CloudFormation takes', () => {
  const templates = templatesOf(100, 100, MOST);
  expect(Object.keys(templates).sort()).toEqual([
    'Hooks',
    'Hooks/Processors2',
    'Hooks/Processors3',
    'Hooks/Processors4',
    'Hooks/Processors5',
    'Hooks/Releases/Further',
    'Hooks/SourceAlarms2',
    'Hooks/SourceAlarms3',
    'Hooks/Sources2',
  ]);
  for (const [path, template] of Object.entries(templates)) {
    expect([path, templateProblems(JSON.parse(JSON.stringify(template.toJSON())))]).toEqual([path, []]);
    expect(Object.keys(template.toJSON().Resources).length).toBeLessThanOrEqual(500);
  }
  const ofType = (type: string) =>
    Object.values(templates).reduce((sum, each) => sum + Object.keys(each.findResources(type)).length, 0);
  expect(ofType('AWS::CodeDeploy::DeploymentGroup')).toBe(101);
  expect(ofType('AWS::Lambda::Alias')).toBe(101);
});

test('a deployment group that lies in another stack is there before its alias, which goes by its name', () => {
  const templates = templatesOf(1, 6, { deployment: { kind: 'canary' } });
  const groups = Object.values(
    templates['Hooks/Releases/Further']?.findResources('AWS::CodeDeploy::DeploymentGroup') ?? {},
  );
  const aliases = Object.values(templates.Hooks?.findResources('AWS::Lambda::Alias') ?? {});
  expect(groups.length).toBe(2);
  for (const { Properties } of groups) {
    const named = aliases.filter(
      ({ UpdatePolicy }) =>
        UpdatePolicy.CodeDeployLambdaAliasUpdate.DeploymentGroupName === Properties.DeploymentGroupName,
    );
    expect(named).toHaveLength(1);
    expect(named[0]?.DependsOn).toEqual([expect.stringMatching(/^ReleasesFurther/)]);
  }
});

test('what comes later is added behind what is there, and moves nothing', () => {
  const idsOf = (sources: number, processors: number) =>
    Object.entries(templatesOf(sources, processors, {})).flatMap(([path, template]) =>
      ['AWS::SQS::Queue', 'AWS::SecretsManager::Secret', 'AWS::Logs::LogGroup'].flatMap((type) =>
        Object.keys(template.findResources(type)).map((id) => `${path} ${id}`),
      ),
    );
  const more = new Set(idsOf(25, 45));
  expect(idsOf(21, 41).filter((id) => !more.has(id))).toEqual([]);
});
