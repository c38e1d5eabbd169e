import { placeOf } from '../examine.ts';
import type { Mistake, Patient, Undone } from '../patient.ts';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-'];

/** Longer texts are no secrets that somebody typed, and the search would take long. */
const LONGEST = 256;

/** One character of the stored secret is wrong, or one or two are missing: a hand that slipped. */
export const secretMistyped: Mistake = {
  id: 'secret-mistyped',
  says: 'The stored secret is not whole: it was mistyped, or not all of it was copied',
  mend: ({ source: { name } }) =>
    `Copy the whole secret from the provider's settings: breakwater secrets set ${name} --replace. Then: breakwater quarantine release --source ${name}`,
  undo: slips,
};

function* slips(patient: Patient): Iterable<Undone> {
  // Nobody types a public key, and making one of each wrong text takes long.
  if (patient.scheme.secretless || patient.liveKeys.some(({ type }) => type !== 'secret')) return;
  for (const secret of patient.live) {
    const { trimmed: text } = secret;
    if (text.length > LONGEST) continue;
    const place = placeOf(secret, patient);
    for (const [slip, candidate] of alternatives(text)) {
      const key = patient.scheme.key(candidate);
      if (key) yield { keys: [key], detail: `with ${place} ${slip}` };
    }
  }
}

function* alternatives(text: string): Iterable<readonly [slip: string, candidate: string]> {
  for (let index = 0; index <= text.length; index++) {
    const [before, after] = [text.slice(0, index), text.slice(index)];
    yield [`without its character ${index + 1}`, before + after.slice(1)];
    yield [
      `with its characters ${index + 1} and ${index + 2} exchanged`,
      `${before}${after[1] ?? ''}${after[0] ?? ''}${after.slice(2)}`,
    ];
    for (const letter of LETTERS) {
      yield [`with another character ${index + 1}`, before + letter + after.slice(1)];
      yield [`with a character more before its character ${index + 1}`, before + letter + after];
    }
  }
  for (const first of LETTERS)
    for (const second of LETTERS) {
      yield ['with two characters more at its end', text + first + second];
      yield ['with two characters more at its beginning', first + second + text];
    }
}
