import { parseJson } from '../../content.ts';
import { placeOf } from '../examine.ts';
import type { Mistake, Patient, Undone } from '../patient.ts';

type Change = readonly [detail: string, change: (text: string) => string | readonly string[]];

/** What gets around a secret on its way into a field, taken off again. */
const UNWRAP: readonly Change[] = [
  ['without the quotes around it', (text) => text.replace(/^(["'`“‘])(.*)["'`”’],?$/s, '$2')],
  ['read as a JSON string', (text) => String(parseJson(text))],
  ['without the white space in it', (text) => text.replace(/[\s\u200b-\u200d\u2060\ufeff]+/g, '')],
  ['without the backslash escapes in it', (text) => text.replace(/(\\[nrt])+$/, '').replace(/\\(.)/g, '$1')],
  ['without the word before it', (text) => text.replace(/^[\w.-]+\s*[ =:]\s*(?=\S)/, '')],
  ['without the name and the quotes before it', (text) => text.replace(/^.*?[=:]\s*["'](.*)["'];?$/s, '$1')],
  ['without the brackets around it', (text) => text.replace(/^[<[{(]+(.*?)[>\]})]+$/s, '$1')],
  ['without the mark behind it', (text) => text.replace(/[,;.]+$/, '')],
  ['as one value of the JSON object that is stored', (text) => texts(parseJson(text))],
  ['as one line or item of the list that is stored', (text) => text.split(/[\s,;]+/)],
  ['with its URL escapes decoded', (text) => unescaped(text)],
  ['in lower case', (text) => text.toLowerCase()],
  ['in capitals', (text) => text.toUpperCase()],
];

/** What gets around it in the provider's settings, which sign with whatever stands there. */
const WRAP: readonly Change[] = [
  ['exactly as stored, with the white space around it', (text) => text],
  ['with a newline behind it', (text) => [`${text}\n`, `${text}\r\n`, `${text}\\n`]],
  ['with a space around it', (text) => [`${text} `, ` ${text}`, ` ${text} `, `${text}\t`, `\t${text}`]],
  ['with quotes around it', (text) => [`"${text}"`, `'${text}'`]],
  ['with a byte order mark before it', (text) => `\ufeff${text}`],
];

const says = 'has something around it that the other side does not have';

/** The stored secret has something about it that the provider's has not. */
export const secretWrapped: Mistake = {
  id: 'secret-wrapped',
  says: `The stored secret ${says}, such as quotes, white space or a name`,
  mend: ({ source: { name } }) =>
    `Store the bare text of the secret: breakwater secrets set ${name} --replace. Then: breakwater quarantine release --source ${name}`,
  undo: (patient) => changed(patient, UNWRAP, ({ trimmed }) => trimmed),
};

/** The provider's secret has something about it that the stored one has not: the verifier cuts white space off. */
export const secretWrappedAtProvider: Mistake = {
  id: 'secret-wrapped-at-provider',
  says: `The secret in the provider's settings ${says}, such as a newline at its end`,
  mend: ({ source: { name } }) =>
    `Type the secret into the provider's settings again, without anything around it: what is stored for ${name} is the bare text.`,
  undo: (patient) => changed(patient, WRAP, ({ text }) => text),
};

function* changed(
  patient: Patient,
  changes: readonly Change[],
  pick: (text: Patient['live'][number]) => string,
): Iterable<Undone> {
  for (const secret of patient.live) {
    for (const [detail, change] of changes) {
      for (const text of [change(pick(secret))].flat()) {
        const key = text === secret.trimmed ? undefined : patient.scheme.key(text);
        if (key) yield { keys: [key], detail: `with ${placeOf(secret, patient)} ${detail}` };
      }
    }
  }
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
