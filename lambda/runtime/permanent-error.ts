/** Thrown by a processor when no further attempt can help: the event goes to the dead-letter queue at once. */
export class PermanentError extends Error {
  override readonly name: string = 'PermanentError';
}
