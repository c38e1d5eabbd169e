import type { ProcessorOptions, SourceOptions, Webhooks } from './configuration.ts';
import { parseWebhooks } from './parse-configuration.ts';
import type { ProviderId } from './providers/index.ts';
import type { Provider } from './providers/provider.ts';

type SourcesOf<Sources> = {
  readonly [Name in keyof Sources]: Name extends ProviderId
    ? SourceOptions
    : SourceOptions & { readonly provider: ProviderId | Provider };
};

/**
 * Describes which sources there are and which processors want which of their events. A wrong name does not compile.
 * @throws {ConfigurationError} with everything that is wrong
 */
export function defineWebhooks<const Sources extends Record<string, SourceOptions>>(configuration: {
  readonly sources: Sources & SourcesOf<Sources>;
  readonly processors: Readonly<Record<string, ProcessorOptions<Extract<keyof Sources, string>>>>;
}): Webhooks {
  return parseWebhooks(configuration);
}
