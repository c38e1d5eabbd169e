/** What stands in the place of a value that nobody is to see. */
export const REDACTED = '[redacted]';

/** Credentials, and whatever a request could be sent again with. */
const SECRETIVE =
  /authori[sz]ation|cookie|signature|secret|token|passw|credential|api[-_]?key|hmac|digest|^x-[\w-]*-key$/i;

/** Headers without what is secret in them. */
export const redactHeaders = (headers: readonly (readonly [name: string, value: string])[]) =>
  headers.map(([name, value]) => [name, SECRETIVE.test(name) ? REDACTED : value] as const);
