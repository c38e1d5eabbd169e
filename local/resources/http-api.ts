import type { ResourceType } from './resource-type.ts';

/** The HTTP API: the port that the run listens on. */
export const httpApi: ResourceType = {
  types: ['AWS::ApiGatewayV2::Api'],

  bringUp({ logicalId, name, properties }, { publicUrl, report }, blueprint) {
    if (properties.ProtocolType !== 'HTTP')
      report({
        kind: 'warning',
        text: `${logicalId}: a local run serves HTTP APIs, and not ${properties.ProtocolType}`,
      });
    blueprint.apiId = logicalId;
    blueprint.apiName = name;
    return { ref: logicalId, attributes: { ApiEndpoint: publicUrl, ApiId: logicalId } };
  },
};
