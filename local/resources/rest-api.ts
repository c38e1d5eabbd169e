import type { ResourceType } from './resource-type.ts';

/** The REST API: the port that the run listens on. Its resources are known by their paths, of which it has the root. */
export const restApi: ResourceType = {
  types: ['AWS::ApiGateway::RestApi'],

  bringUp({ logicalId, name, properties }, _engines, blueprint) {
    if (properties.Policy) blueprint.notEnforced.add('the resource policy of the REST API');
    blueprint.apiId = logicalId;
    blueprint.apiName = name;
    blueprint.apiKind = 'rest-api';
    return { ref: logicalId, attributes: { RestApiId: logicalId, RootResourceId: '' } };
  },
};

/** A part of a path. */
export const restApiResource: ResourceType = {
  types: ['AWS::ApiGateway::Resource'],

  bringUp({ properties: { ParentId, PathPart } }) {
    const path = `${ParentId}/${PathPart}`;
    return { ref: path, attributes: { ResourceId: path } };
  },
};

/** The stage. A local run serves it without its name, as a domain of one's own would. */
export const restApiStage: ResourceType = {
  types: ['AWS::ApiGateway::Stage'],

  bringUp({ properties }, _engines, blueprint) {
    blueprint.stage = String(properties.StageName);
    return { ref: blueprint.stage };
  },
};
