import { parseJson } from '../content.ts';
import { secretEntries } from '../secrets.ts';
import type { DoctorContext, Patient, RefusedRequest, SecretText, SecretVersion } from './patient.ts';

/** Lays out what is known of a refused request for the rows of the table. */
export function examine(request: RefusedRequest, context: DoctorContext): Patient {
  const { source, secrets, now } = context;
  const { scheme } = source.provider;
  const texts = secrets.flatMap(textsOf).filter(({ trimmed }) => trimmed !== '');
  const isLive = ({ source: name, stage, notAfter }: SecretText) =>
    name === source.name && stage === 'current' && now <= notAfter;
  const live = texts.filter(isLive);
  const known = new Set(live.map(({ trimmed }) => trimmed));
  const own = texts.filter((text) => text.source === source.name && !isLive(text));
  const foreign = texts.filter((text) => text.source !== source.name);
  return {
    ...context,
    request,
    delivery: request.delivery,
    scheme,
    live,
    liveKeys: live.map(({ trimmed }) => scheme.key(trimmed)).filter((key) => key !== undefined),
    otherTexts: [...own, ...foreign].filter(({ trimmed }) => !known.has(trimmed)),
  };
}

/** The texts in a value, those with white space around them untouched. */
function textsOf({ source, stage, value }: SecretVersion): SecretText[] {
  const parsed = parseJson(value);
  const list: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'secrets') : undefined;
  const raw = Array.isArray(list) ? list.map(rawText).filter((text) => text !== undefined) : [value];
  return secretEntries(value).map(({ text, notAfter }, index) => ({
    source,
    stage,
    text: raw[index] ?? text,
    trimmed: text,
    entry: Array.isArray(list) ? index + 1 : 0,
    notAfter,
  }));
}

function rawText(entry: unknown): string | undefined {
  const text: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'value') : entry;
  return typeof text === 'string' ? text : undefined;
}

/** Where a secret stands, for people: `entry 2 of the secret Webhooks/stripe`. */
export function placeOf({ source, stage, entry }: SecretText, { secretPrefix }: Pick<DoctorContext, 'secretPrefix'>) {
  const whole = `${stage === 'previous' ? 'the previous version of ' : ''}the secret ${secretPrefix}${source}`;
  return entry === 0 ? whole : `entry ${entry} of ${whole}`;
}
