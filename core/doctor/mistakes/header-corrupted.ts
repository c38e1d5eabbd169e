import type { Delivery } from '../../delivery.ts';
import type { Mistake, Undone } from '../patient.ts';
import { senderHeaders } from '../sender-headers.ts';

const LETTERS = [...'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/=-_.,:TZ '];

/** Longer values take too long to be searched. */
const LONGEST = 400;

/** One character of a header that belongs to the signature is another one, missing or one too many. */
export const headerCorrupted: Mistake = {
  id: 'header-corrupted',
  says: 'One character of a header that belongs to the signature was changed, lost or added on its way',
  mend: () =>
    'Find what writes the headers anew on the way (a copy by hand, a limit of length, a filter) and have it pass them on as they are.',
  *undo({ scheme, delivery, source }): Iterable<Undone> {
    const names = senderHeaders(scheme, delivery, source.settings);
    for (const name of names ? [...names.signature, ...names.others] : []) {
      const value = delivery.headers[name];
      if (value && value.length <= LONGEST) yield* slips(delivery, name, value);
    }
  },
};

function* slips(delivery: Delivery, name: string, value: string): Iterable<Undone> {
  for (let at = 0; at <= value.length; at++) {
    const [before, after] = [value.slice(0, at), value.slice(at)];
    yield undone(delivery, name, before + after.slice(1), `without character ${at + 1} of ${name}`);
    for (const letter of LETTERS) {
      yield undone(delivery, name, before + letter + after.slice(1), `with another character ${at + 1} of ${name}`);
      yield undone(
        delivery,
        name,
        before + letter + after,
        `with a character more before character ${at + 1} of ${name}`,
      );
    }
  }
}

const undone = (delivery: Delivery, name: string, value: string, detail: string): Undone => ({
  delivery: { ...delivery, headers: { ...delivery.headers, [name]: value } },
  detail,
});
