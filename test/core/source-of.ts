import type { Source } from '../../core/configuration.ts';
import type { Provider } from '../../core/providers/provider.ts';

/** A source of a provider, with every default. */
export const sourceOf = (provider: Provider, options: Partial<Source> = {}): Source => ({
  name: provider.id,
  provider,
  settings: {},
  split: false,
  emptyAnswer: false,
  ...options,
});
