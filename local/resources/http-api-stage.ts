import type { ResourceType } from './resource-type.ts';

/** The stage of the HTTP API; `$default` adds nothing to its paths. */
export const httpApiStage: ResourceType = {
  types: ['AWS::ApiGatewayV2::Stage'],

  bringUp({ logicalId, properties }, { report }, blueprint) {
    const stage = String(properties.StageName);
    if (stage !== '$default')
      report({
        kind: 'warning',
        text: `${logicalId}: a local run serves the stage $default, without the prefix /${stage}`,
      });
    blueprint.stage = stage;
    return { ref: stage };
  },
};
