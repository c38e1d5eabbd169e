/** What the keys of reconciliations begin with in the ledger. No source's name begins so. */
export const RECONCILE_PREFIX = '#reconcile#';

/** The key of the item that says how far a source's reconciliation has come, and who is at it. */
export const reconcileKey = (source: string) => RECONCILE_PREFIX + source;
