import type { Stack } from 'aws-cdk-lib';
import { takesRequests, type Webhooks } from '../core/configuration.ts';
import type { Foundation } from './foundation.ts';
import { homesOf } from './homes.ts';
import { SourceSecret } from './source-secret.ts';

/** What requests are verified with. */
export interface SourceSecrets {
  /** One for each source that has a secret of its own. */
  readonly secrets: readonly SourceSecret[];
  /** The sources whose tenants have secrets that are no part of the stack. */
  readonly tenantSources: readonly string[];
}

/** Creates the secrets of a stack's sources; what comes by EventBridge alone needs none. */
export function createSecrets(stack: Stack, { sources }: Webhooks, foundation: Foundation): SourceSecrets {
  const { stackName } = stack;
  const homeOf = homesOf(stack, 'Sources');
  const asked = Object.values(sources).filter(takesRequests);
  const secrets = asked
    .filter(({ tenants }) => !tenants)
    .map((source, index) => new SourceSecret(homeOf(index), source.name, { stackName, source, foundation }));
  return { secrets, tenantSources: asked.filter(({ tenants }) => tenants).map(({ name }) => name) };
}
