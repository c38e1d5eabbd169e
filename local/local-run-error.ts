/** A local run that cannot start or go on, in one sentence for the person who started it. */
export class LocalRunError extends Error {
  override readonly name = 'LocalRunError';
}
