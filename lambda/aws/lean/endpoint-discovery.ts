/**
 * Takes the place of `@aws-sdk/middleware-endpoint-discovery` in bundles: a client of DynamoDB discovers endpoints only
 * where somebody turns it on, and it brings a cache of its own along.
 */
export const resolveEndpointDiscoveryConfig = <Config>(config: Config) => config;

export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => false,
  configFileSelector: () => false,
  default: false,
};
