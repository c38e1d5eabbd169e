import type { Webhooks } from '../../core/index.ts';
import { providers } from '../../core/providers/index.ts';
import type { Provider } from '../../core/providers/provider.ts';
import { wrongUse } from '../cli-error.ts';
import { knownSource } from '../known-source.ts';

/** Which event types of which sources, as `on` of a processor says it. */
export type Subscriptions = Readonly<Record<string, readonly string[]>>;

const TYPE = /^[^\s'"\\`{}]+$/;

/**
 * Reads what `--on` says, such as `stripe:invoice.paid,charge.*` or only `github`.
 * @param given - each time that it was typed; nothing stands for every event of the first source
 * @throws {CliError} when there is no such source, or what stands for a type cannot be one
 */
export function readSubscriptions(given: readonly string[], webhooks: Webhooks): Subscriptions {
  const [first = ''] = Object.keys(webhooks.sources);
  const found: Record<string, string[]> = {};
  for (const text of given.length > 0 ? given : [first]) {
    const colon = text.indexOf(':');
    const source = knownSource(webhooks, colon === -1 ? text : text.slice(0, colon));
    const types = colon === -1 ? ['*'] : text.slice(colon + 1).split(',');
    for (const type of types)
      if (!TYPE.test(type))
        throw wrongUse(
          `--on ${text}: "${type}" is no event type; allowed is SOURCE:TYPE,TYPE such as stripe:invoice.paid,charge.*`,
        );
    found[source] = [...new Set([...(found[source] ?? []), ...types])];
  }
  return found;
}

/** What of a processor's types is known: one provider and its event types; `undefined` where there are several, or a sender of one's own. */
export function typedProvider(on: Subscriptions, { sources }: Webhooks) {
  const ids = [...new Set(Object.keys(on).map((name) => idOf(sources[name]?.provider)))];
  const [id] = ids;
  return ids.length === 1 && id !== undefined ? { id, types: [...new Set(Object.values(on).flat())] } : undefined;
}

/** A sender of one's own may be called like a provider. */
function idOf(provider: Provider | undefined): string | undefined {
  const known: Readonly<Record<string, Provider>> = providers;
  return provider && known[provider.id] === provider ? provider.id : undefined;
}
