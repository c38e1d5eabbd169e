import { Match } from 'aws-cdk-lib/assertions';
import { VERIFIER_TIMEOUT_SECONDS } from '../../core/answer-time.ts';
import { forecast } from '../../core/cost/forecast.ts';
import { readInventory } from '../../core/cost/read-inventory.ts';
import type { CostedTemplate } from '../../core/cost/template.ts';
import { PLAIN_TRAFFIC } from '../../core/cost/traffic.ts';
import { ConfigurationError } from '../../core/index.ts';
import type { VerifierOptions } from '../../lib/index.ts';
import { verifierSize } from '../../lib/verifier-options.ts';
import { synthesize, webhooks } from './synthesize.ts';

const verifier = { Ref: Match.stringLikeRegexp('^IngressVerifierFunction') };
const { template } = synthesize({ webhooks, verifier: { memoryMb: 1024, provisionedConcurrency: 2 } });

test('the verifier has the memory that the stack says, and the time for the longest deadline', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    Description: Match.stringLikeRegexp('^Verifies'),
    MemorySize: 1024,
    Timeout: VERIFIER_TIMEOUT_SECONDS,
  });
});

test('instances are kept started behind an alias, which the API calls, and nothing else has one', () => {
  template.resourceCountIs('AWS::Lambda::Alias', 1);
  template.hasResourceProperties('AWS::Lambda::Alias', {
    FunctionName: verifier,
    ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
  });
  template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
    IntegrationUri: { Ref: Match.stringLikeRegexp('^IngressVerifierFunctionAliaslive') },
  });
  template.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
});

test('a gradual deployment shifts from one version that is kept started to the next', () => {
  const shifted = synthesize({
    webhooks,
    verifier: { provisionedConcurrency: 3 },
    deployment: { kind: 'canary' },
  }).template;
  shifted.resourceCountIs('AWS::Lambda::Alias', 3);
  shifted.hasResource('AWS::Lambda::Alias', {
    Properties: { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 3 } },
    UpdatePolicy: { CodeDeployLambdaAliasUpdate: Match.anyValue() },
  });
});

test('the forecast has what it costs to keep them, and their time at its own price', () => {
  const inventory = readInventory([template.toJSON() as CostedTemplate]);
  expect(inventory.verifier).toMatchObject({ memoryMb: 1024, provisioned: 2 });
  const { rows } = forecast(inventory, webhooks, { ...PLAIN_TRAFFIC, eventsPerMonth: 1000 });
  const kept = rows.find(({ item }) => item === 'verifiers kept started');
  // Two of one GB for 730 hours.
  expect(kept).toMatchObject({ quantity: 2 * 730 * 3600, kind: 'fixed' });
  expect(kept?.perMonth).toBeCloseTo(17.52, 2);
  expect(rows.filter(({ item }) => item.startsWith('time: verifier')).map(({ item }) => item)).toEqual([
    'time: verifier, kept started',
  ]);
});

test.each<[unknown, string]>([
  [{ memoryMb: 64 }, 'the verifier: "memoryMb" is 64; allowed: whole numbers from 128 to 10240'],
  [
    { provisionedConcurrency: 0.5 },
    'the verifier: "provisionedConcurrency" is 0.5; allowed: whole numbers from 1 to 10000',
  ],
  [{ memory: 512 }, 'the verifier: "memory" is unknown; allowed: memoryMb, provisionedConcurrency'],
])('%j is refused, with what is allowed', (options, problem) => {
  const refused = () => verifierSize(options as VerifierOptions);
  expect(refused).toThrow(ConfigurationError);
  expect(refused).toThrow(`"verifier" of the stack needs mending: ${problem}`);
});
