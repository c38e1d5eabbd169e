/** What the keys of paces begin with in the ledger's table. No source's name begins so. */
export const PACE_PREFIX = '#pace#';

/** What has a pace: the attempts of a processor, the requests to a source. */
export const paceKey = (kind: 'processor' | 'source', name: string) => `${PACE_PREFIX}${kind}#${name}`;

/** How long a pace is remembered after its last slot, in seconds; it is over long before. */
export const PACE_KEPT_SECONDS = 86_400;
