/**
 * Everything that a line of our own functions may carry besides its message; whatever else is handed to a log is left
 * out. There is no header, query, signature, secret or body among them, and there must be none.
 */
export const LOGGED_FIELDS = [
  // Which request or event it is about.
  'source',
  'tenant',
  'request',
  'run',
  'event',
  'events',
  'type',
  'processor',
  'attempt',
  'hour',
  // Where a request came from that no list of its source allows: whoever keeps the list has to know.
  'address',
  // What became of it.
  'outcome',
  'done',
  'cause',
  'kept',
  'signedBy',
  'error',
  'ms',
  'retryInSeconds',
  'failures',
  'held',
  'most',
  'messages',
  // What a reconciliation found.
  'needed',
  'until',
  'looked',
  'missed',
  'recovered',
  'resent',
  'requested',
  'failed',
  'left',
  'givenUp',
  'whole',
  'lagSeconds',
  'limitedUntil',
] as const;

export type LoggedField = (typeof LOGGED_FIELDS)[number];
