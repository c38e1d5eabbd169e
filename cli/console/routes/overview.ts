import { takesRequests } from '../../../core/configuration.ts';
import type { Overview } from '../api.ts';
import type { Route } from '../route.ts';

/** What the console works on. */
export const overview: Route = {
  method: 'GET',
  path: 'overview',
  async answer(_, { deployment, webhooks, memory, assembly, metrics }): Promise<Overview> {
    const { sources, processors } = webhooks();
    return {
      name: deployment.name,
      isLocal: deployment.isLocal,
      webhookUrl: deployment.webhookUrl,
      hasArchive: deployment.archiveBucket !== undefined,
      hasForecast: assembly !== undefined,
      hasMetrics: metrics !== undefined,
      sources: Object.values(sources).map((source) => ({
        name: source.name,
        provider: source.provider.name,
        hasTenants: source.tenants === true,
        takesRequests: takesRequests(source),
      })),
      processors: Object.keys(processors),
      searchesBodies: memory !== undefined,
    };
  },
};
