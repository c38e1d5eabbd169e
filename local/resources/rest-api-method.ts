import type { ResourceType } from './resource-type.ts';

interface MethodProperties {
  readonly HttpMethod?: string;
  /** The path: see the resource. */
  readonly ResourceId?: string;
  readonly Integration?: { readonly Type?: string; readonly Uri?: string; readonly TimeoutInMillis?: number };
}

/** API Gateway's own: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const DEFAULT_TIMEOUT_MS = 29_000;

/** A method of a path, and the function that answers it. */
export const restApiMethod: ResourceType = {
  types: ['AWS::ApiGateway::Method'],

  bringUp({ logicalId, properties }, { report }, { functions, routes }) {
    const { HttpMethod, ResourceId, Integration = {} }: MethodProperties = properties;
    const routeKey = `${HttpMethod} ${ResourceId || '/'}`;
    const [functionArn] = /arn:[^:]+:lambda:[^:]*:\d*:function:[^/:]+/.exec(Integration.Uri ?? '') ?? [];
    const target = [...functions.values()].find(({ arn }) => arn === functionArn);
    if (Integration.Type === 'AWS_PROXY' && target)
      routes.push({
        routeKey,
        functionId: target.logicalId,
        timeoutMs: Number(Integration.TimeoutInMillis ?? DEFAULT_TIMEOUT_MS),
      });
    else
      report({
        kind: 'warning',
        text: `${logicalId}: a local run integrates functions of the template (AWS_PROXY), and ${routeKey} leads to none`,
      });
    return { ref: logicalId };
  },
};
