import type { Delivery } from '../../delivery.ts';
import type { Mistake, Patient, Undone } from '../patient.ts';

/** Ways to undo a change of the body, with the end of the sentence "The signature verifies …". */
export type BodyChange = readonly [detail: string, undo: (body: Buffer) => Buffer | readonly Buffer[] | undefined];

const LARGEST = 2 * 1024 * 1024;

/** A mistake that changed the body only. */
export function bodyMistake(row: Omit<Mistake, 'undo'>, changes: readonly BodyChange[]): Mistake {
  return { ...row, undo: ({ delivery }: Patient) => changed(delivery, changes) };
}

function* changed(delivery: Delivery, changes: readonly BodyChange[]): Iterable<Undone> {
  const { body: received } = delivery;
  if (received.length === 0 || received.length > LARGEST) return;
  for (const [detail, undo] of changes) {
    for (const body of [undo(received) ?? []].flat()) {
      if (!body.equals(received)) yield { delivery: { ...delivery, body }, detail };
    }
  }
}
