/** What a run of a reconciliation says of itself: fields of the one log line `reconciled`. */
export const RECONCILE_METRICS = {
  /** Events that the provider lists, processors want and the ledger lacks. */
  missed: 'missed',
  /** Those of them that the ledger has by the end of the run. */
  recovered: 'recovered',
  /** Events that the ledger has and that were sent once more, since no processor is known to have held them. */
  resent: 'resent',
  /** Seconds between the end of the run and the moment up to which everything is known to be there. */
  lagSeconds: 'lagSeconds',
} as const;
