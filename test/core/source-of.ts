import type { Source } from '../../core/configuration.ts';
import type { Provider } from '../../core/providers/provider.ts';
import type { SettingDescription } from '../../core/settings.ts';

/** A source of a provider, with every default, and with the examples that the provider gives for its settings. */
export const sourceOf = (provider: Provider, options: Partial<Source> = {}): Source => ({
  name: provider.id,
  provider,
  settings: Object.fromEntries(
    Object.entries<SettingDescription>(provider.settings ?? {}).map(([name, { example }]) => [name, example]),
  ),
  split: false,
  emptyAnswer: false,
  ...options,
});
