import type { ResourceType } from './resource-type.ts';

/** API Gateway's longest: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const DEFAULT_TIMEOUT_MS = 30_000;

/** What answers a route: a function. */
export const httpApiIntegration: ResourceType = {
  types: ['AWS::ApiGatewayV2::Integration'],

  bringUp({ logicalId, properties }, { report }, { integrations }) {
    const { IntegrationType, IntegrationUri, PayloadFormatVersion, TimeoutInMillis } = properties;
    if (IntegrationType !== 'AWS_PROXY' || PayloadFormatVersion !== '2.0')
      report({
        kind: 'warning',
        text: `${logicalId}: a local run integrates functions (AWS_PROXY) with payload 2.0, and not ${IntegrationType} with ${PayloadFormatVersion}`,
      });
    // Either the function's ARN, or arn:aws:apigateway:…:path/2015-03-31/functions/{ARN}/invocations
    const [functionArn = ''] = /arn:[^:]+:lambda:[^:]*:\d*:function:[^/:]+/.exec(String(IntegrationUri)) ?? [];
    integrations.set(logicalId, { functionArn, timeoutMs: Number(TimeoutInMillis ?? DEFAULT_TIMEOUT_MS) });
    return { ref: logicalId, attributes: { IntegrationId: logicalId } };
  },
};
