import { createSecretKey } from 'node:crypto';
import type { Key, Scheme } from '../../signatures/scheme.ts';
import { placeOf } from '../examine.ts';
import type { Mistake, Undone } from '../patient.ts';

const PREFIX = /^(?:whsec_|whpk_|whsk_|v1,whsec_|sha256=|base64:|hex:|0x)/;
const PREFIXES = ['whsec_', 'v1,whsec_', 'shpss_'];

type Form = readonly [detail: string, texts: (text: string) => readonly string[]];

/** Forms of the text before it is read. */
const FORMS: readonly Form[] = [
  ['', (text) => [text]],
  ['without its prefix', (text) => (PREFIX.test(text) ? [text.replace(PREFIX, '')] : [])],
  ['with the prefix it lacks', (text) => PREFIXES.map((prefix) => prefix + text)],
  ['written in base64', (text) => [Buffer.from(text).toString('base64'), Buffer.from(`${text}\n`).toString('base64')]],
  ['written in hex', (text) => [Buffer.from(text).toString('hex')]],
  ['decoded from base64', (text) => twice(text, 'base64')],
  ['decoded from hex', (text) => twice(text, 'hex')],
];

/** The secret is decoded where the other side takes the text, or the other way round; or its prefix is missing. */
export const secretEncoding: Mistake = {
  id: 'secret-encoding',
  says: 'The stored secret is right but for its form: it was decoded, encoded or cut at a prefix, and the other side uses another form',
  mend: ({ source: { name, provider } }) =>
    `Store the secret exactly as ${provider.name} shows it, prefix and all: breakwater secrets set ${name} --replace. For a sender of your own set "secret" of hmac() to how the key is made of it.`,
  *undo(patient): Iterable<Undone> {
    const { scheme } = patient;
    for (const secret of patient.live) {
      const place = placeOf(secret, patient);
      for (const [form, texts] of FORMS) {
        for (const text of texts(secret.trimmed)) {
          for (const [reading, key] of readings(text, scheme))
            yield { keys: [key], detail: `with ${place} ${form}${form && ', '}${reading}` };
        }
      }
    }
  },
};

/** Ways to make a key of a text. */
function readings(text: string, scheme: Scheme): (readonly [says: string, key: Key])[] {
  const bare = text.replace(PREFIX, '');
  const bytes = [
    ['taken as text', Buffer.from(text)],
    ['decoded from base64', decoded(bare, 'base64')],
    ['decoded from hex', decoded(bare, 'hex')],
  ] as const;
  const own = scheme.key(text);
  return [
    ...(own ? [['read as the scheme does', own] as const] : []),
    ...bytes.flatMap(([says, each]) => (each?.length ? [[says, createSecretKey(each)] as const] : [])),
  ];
}

/** What is behind one layer of an encoding, as text. */
function twice(text: string, encoding: 'base64' | 'hex'): string[] {
  const inner = decoded(text, encoding)?.toString('utf8').trim();
  return inner ? [inner] : [];
}

/** Lenient on purpose: padding may be missing and base64 may be of the URL kind. */
function decoded(text: string, encoding: 'base64' | 'hex'): Buffer | undefined {
  const form = encoding === 'hex' ? /^(?:[0-9a-f]{2})+$/i : /^[\w+/-]+={0,2}$/;
  return form.test(text) ? Buffer.from(text, encoding) : undefined;
}
