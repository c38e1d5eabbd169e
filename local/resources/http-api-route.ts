import type { ResourceType } from './resource-type.ts';

/** A path, and the integration that answers it. */
export const httpApiRoute: ResourceType = {
  types: ['AWS::ApiGatewayV2::Route'],

  bringUp({ logicalId, properties }, { report }, { integrations, functions, routes }) {
    const routeKey = String(properties.RouteKey);
    const integration = integrations.get(String(properties.Target).replace(/^integrations\//, ''));
    const target = [...functions.values()].find(({ arn }) => arn === integration?.functionArn);
    if (integration && target)
      routes.push({ routeKey, functionId: target.logicalId, timeoutMs: integration.timeoutMs });
    else report({ kind: 'warning', text: `${logicalId}: the route ${routeKey} leads to no function of the template` });
    return { ref: logicalId, attributes: { RouteId: logicalId } };
  },
};
