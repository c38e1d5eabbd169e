/**
 * Thrown by `transact` when this attempt no longer holds the event: it outlived its lease, and another one has it or is
 * done with it. Nothing is written, and nothing is to be done about it.
 */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';

  constructor() {
    super('nothing was written: this attempt no longer holds the event');
  }
}
