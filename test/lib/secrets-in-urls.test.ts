import { synthesize, webhooks } from './synthesize.ts';

/** What a log of API Gateway may name: nothing that a sender chooses, but the address it sends from. */
const ALLOWED = ['requestId', 'identity.sourceIp', 'status', 'error.responseType'];

const variablesOf = (format: unknown) => [...String(format).matchAll(/\$context\.([\w.]+)/g)].map(([, name]) => name);

test('the access log of an HTTP API holds no path, query or header: some senders have their secret in the URL', () => {
  const { template } = synthesize();
  const stages = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
  expect(stages).toHaveLength(1);
  for (const { Properties } of stages) {
    const { Format } = Properties.AccessLogSettings;
    expect(variablesOf(Format)).toEqual(ALLOWED);
    expect(Object.keys(JSON.parse(Format))).toHaveLength(ALLOWED.length);
    expect(Properties).not.toHaveProperty('DefaultRouteSettings.DataTraceEnabled');
    expect(Properties).not.toHaveProperty('DefaultRouteSettings.LoggingLevel');
  }
});

test.each([true, false])('that of a REST API holds none either, and is there when it is asked for: %s', (accessLog) => {
  const { properties } = synthesize({ webhooks, access: { kind: 'rest-api', accessLog } });
  const { AccessLogSetting, MethodSettings } = properties('AWS::ApiGateway::Stage', 'IngressApiDeploymentStage');
  expect(variablesOf(Object(AccessLogSetting).Format)).toEqual(accessLog ? ALLOWED : []);
  expect(JSON.stringify(MethodSettings ?? [])).not.toMatch(/DataTraceEnabled|LoggingLevel/);
});

test('the access log is kept for as long as the other logs, and deleted with the stack', () => {
  const { template } = synthesize({ webhooks, logRetention: 7 });
  const groups = Object.values(template.findResources('AWS::Logs::LogGroup'));
  expect(groups.map(({ Properties, DeletionPolicy }) => [Properties.RetentionInDays, DeletionPolicy])).toEqual(
    groups.map(() => [7, 'Delete']),
  );
  expect(groups.map(({ Properties }) => Properties.LogGroupName)).toContain('/aws/vendedlogs/breakwater/Hooks');
});
