import { synthesize } from './synthesize.ts';

test('API Gateway logs no requests: some senders have their secret in the URL', () => {
  const { template } = synthesize();
  const stages = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
  expect(stages).toHaveLength(1);
  for (const { Properties } of stages) {
    expect(Properties).not.toHaveProperty('AccessLogSettings');
    expect(Properties).not.toHaveProperty('DefaultRouteSettings.DataTraceEnabled');
    expect(Properties).not.toHaveProperty('DefaultRouteSettings.LoggingLevel');
  }
});
