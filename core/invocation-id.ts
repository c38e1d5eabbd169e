const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Lambda's id of an invocation in 22 letters instead of 36, as unique as it was: the ledger keeps it with each event.
 * An id of another form stays as it is.
 */
export const invocationId = (requestId: string): string =>
  UUID.test(requestId) ? Buffer.from(requestId.replaceAll('-', ''), 'hex').toString('base64url') : requestId;
