import { catalogue } from '../../core/catalogue/index.ts';
import { type ProviderId, providers } from '../../core/providers/index.ts';
import type { Provider } from '../../core/providers/provider.ts';
import type { SettingDescription } from '../../core/settings.ts';

/** What people are told of a provider, on the terminal and in docs/providers.md. */
export interface ProviderView {
  readonly id: ProviderId;
  readonly name: string;
  /** What is signed and how. */
  readonly scheme: string;
  /** What a source has to say besides its secret, by name. */
  readonly settings: Readonly<Record<string, { readonly says: string; readonly example: string }>>;
  /** How the provider tests the endpoint; empty when it does not. */
  readonly handshake: readonly Handshake[];
  /** Whether a source can `split` its requests into several events. */
  readonly split: boolean;
  readonly deadlineSeconds?: number | undefined;
  readonly retries?: string | undefined;
  readonly retryHours?: number | undefined;
  /** Those that there are samples of. */
  readonly eventTypes: readonly string[];
  readonly register?: string | undefined;
  readonly secret?: string | undefined;
  readonly traps: readonly string[];
  readonly docs: string;
}

/** `signed`: answered after verification. `unsigned`: a probe. `hands over the secret`: heard while there is none. */
export type Handshake = 'signed' | 'unsigned' | 'hands over the secret';

/** Every provider, in the order of the alphabet. */
export const providerViews = (): readonly ProviderView[] =>
  Object.keys(providers).map((id) => viewOf(id as ProviderId));

function viewOf(id: ProviderId): ProviderView {
  const provider: Provider = providers[id];
  const { types, register, secret, retries, retryHours, traps = [] } = catalogue[id];
  return {
    id,
    name: provider.name,
    scheme: provider.scheme.summary,
    settings: settingsOf(provider),
    handshake: handshakesOf(provider),
    split: provider.batch !== undefined,
    deadlineSeconds: provider.deadline,
    retries,
    retryHours,
    eventTypes: provider.event.type === undefined ? [] : types,
    register,
    secret,
    traps,
    docs: provider.docs,
  };
}

function settingsOf({ settings = {} }: Provider): ProviderView['settings'] {
  const described = Object.entries<SettingDescription>(settings);
  return Object.fromEntries(described.map(([name, { says, example }]) => [name, { says, example }]));
}

function handshakesOf({ handshake, probe, enrol }: Provider): Handshake[] {
  return [
    ...(handshake ? ['signed' as const] : []),
    ...(probe ? ['unsigned' as const] : []),
    ...(enrol ? ['hands over the secret' as const] : []),
  ];
}

/** For how long a provider tries again, as people say it. */
export function horizonOf(hours: number | undefined): string {
  if (hours === undefined) return '–';
  if (hours === 0) return 'never';
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours >= 48 ? `${Math.round(hours / 24)} days` : `${Number(hours.toFixed(1))} h`;
}

/** The line of `bin/webhooks.ts` that makes a source of the provider. */
export function sourceLine({ id, settings }: ProviderView): string {
  const name = /^[a-z]+$/.test(id) ? id : `'${id}'`;
  const options = Object.entries(settings).map(([setting, { example }]) => `${setting}: '${example}'`);
  return `${name}: {${options.length > 0 ? ` ${options.join(', ')} ` : ''}},`;
}
