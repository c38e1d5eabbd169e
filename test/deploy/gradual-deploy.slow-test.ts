import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AwsStandIn, startAwsStandIn } from './aws-stand-in.ts';
import { runCdk } from './run-cdk.ts';

jest.setTimeout(120_000);

const temporary = mkdtempSync(join(tmpdir(), 'breakwater-gradual-'));
let aws: AwsStandIn;
beforeAll(async () => {
  aws = await startAwsStandIn();
});
afterAll(async () => {
  await aws.close();
  rmSync(temporary, { recursive: true });
});

test('a stack whose versions take over gradually deploys as it is', async () => {
  const app = '--app "node --import tsx test/deploy/fixtures/gradual-app.ts"';
  const { code, log } = await runCdk(`npx cdk bootstrap && npx cdk deploy ${app}`, aws, temporary);
  expect({ code, log }).toEqual({ code: 0, log: expect.stringContaining('✅') });
  const { resources } = aws.account;
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const live = ofType('AWS::Lambda::Alias').map(({ ref }) => ref);
  expect(live).toHaveLength(4);
  const called = ofType('AWS::Lambda::EventSourceMapping').map(({ properties }) => properties.FunctionName);
  for (const name of called) expect(live).toContainEqual(expect.stringMatching(new RegExp(`:${name}$`)));
  expect(live).toContain(ofType('AWS::ApiGatewayV2::Integration')[0]?.properties.IntegrationUri);
});
