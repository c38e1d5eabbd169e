import type { ArchiveOptions, ProcessorOptions, SourceOptions, Webhooks } from './configuration.ts';
import { parseWebhooks } from './parse-configuration.ts';
import type { ProviderId, providers } from './providers/index.ts';
import type { Provider } from './providers/provider.ts';
import type { ReconcilableId, ReconcileOptions } from './reconciliation/options.ts';

/** What a source has to say: its provider, unless that is its name, and whatever the provider needs to know. */
type SourcesOf<Sources> = {
  readonly [Name in keyof Sources]: Sources[Name] extends { readonly provider: infer Given extends ProviderId }
    ? Only<Sources[Name], SettingsOf<Given>> & Asked<Given, Sources[Name]>
    : Sources[Name] extends { readonly provider: Provider }
      ? Only<Sources[Name], unknown>
      : Name extends ProviderId
        ? Only<Sources[Name], SettingsOf<Name>> & Asked<Name, Sources[Name]>
        : SourceOptions & { readonly provider: ProviderId | Provider };
};

/** The options of every source with the provider's settings, and nothing else. */
type Only<Source, Settings> = SourceOptions &
  Settings & { readonly [Unknown in Exclude<keyof Source, keyof SourceOptions | keyof Settings>]?: never };

/** How the provider is asked what it sent, where it can be asked. */
type Asked<Id extends ProviderId, Source> = {
  readonly reconcile?: Id extends ReconcilableId ? OnlyAsked<ReconcileOptions[Id], Source> : never;
};

type OnlyAsked<Options, Source> = Source extends { readonly reconcile: infer Given }
  ? Options & { readonly [Unknown in Exclude<keyof Given, keyof Options>]?: never }
  : Options;

type SettingsOf<Id extends ProviderId> = (typeof providers)[Id] extends { readonly settings?: infer Described }
  ? { readonly [Setting in keyof NonNullable<Described>]: string }
  : unknown;

/**
 * Describes which sources there are and which processors want which of their events. A wrong name does not compile.
 * @throws {ConfigurationError} with everything that is wrong
 */
export function defineWebhooks<
  const Sources extends Record<string, SourceOptions & Readonly<Record<string, unknown>>>,
>(configuration: {
  readonly sources: Sources & SourcesOf<Sources>;
  readonly processors: Readonly<Record<string, ProcessorOptions<Extract<keyof Sources, string>>>>;
  /** Keep every accepted event in S3, see docs/archive.md. @default false */
  readonly archive?: boolean | ArchiveOptions;
}): Webhooks {
  return parseWebhooks(configuration);
}
