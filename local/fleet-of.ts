import type { Blueprint } from './resources/resource-type.ts';

/** How many processes answer webhooks at once. */
const MOST_VERIFIERS = 4;

/** How many processes empty queues at once, unless there are more queues: each is some tens of megabytes. */
const MOST_WORKERS = 32;

/** The functions of a blueprint, and how many processes of each may run at once. */
export function fleetOf({ functions, routes, mappings }: Pick<Blueprint, 'functions' | 'routes' | 'mappings'>) {
  const share = Math.floor(MOST_WORKERS / mappings.length);
  return [...functions.values()].map(({ bundle: _, roleArn: __, ...definition }) => {
    const answers = routes.some(({ functionId }) => functionId === definition.logicalId);
    const polled = mappings.filter(({ functionName }) => functionName === definition.name);
    const concurrency = polled.reduce((sum, mapping) => sum + mapping.concurrency, 0);
    return {
      definition,
      size: answers ? MOST_VERIFIERS : Math.max(1, Math.min(concurrency, share)),
      warm: answers,
    };
  });
}
