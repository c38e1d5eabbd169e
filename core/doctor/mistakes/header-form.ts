import type { Delivery } from '../../delivery.ts';
import type { Mistake, Undone } from '../patient.ts';
import { senderHeaders } from '../sender-headers.ts';

type Change = readonly [detail: string, change: (value: string) => string | readonly string[]];

const DIGEST = /(?<![\w+/-])(?:[0-9a-fA-F]{40,128}|[\w+/-]{27,88}={0,2})(?![\w+/=-])/g;

/** The signature's header is there, and its value is not quite what was sent. */
export const headerForm: Mistake = {
  id: 'header-rewritten',
  says: 'The value of a header that belongs to the signature was changed on its way: the signature in it is right, its form is not',
  mend: () =>
    'Find what rewrites headers on the way (a proxy, a gateway, code that builds the request anew) and have it pass them on as they are; for a sender of your own set "prefix", "separator" and "encoding" of hmac() to what it sends.',
  *undo({ scheme, delivery, source }): Iterable<Undone> {
    const names = senderHeaders(scheme, delivery, source.settings);
    if (!names) return;
    for (const name of [...names.signature, ...names.others]) {
      const value = delivery.headers[name];
      if (!value || value.length > 4096) continue;
      const isSignature = names.signature.includes(name);
      for (const [detail, change] of isSignature ? [...CHANGES, ...formChanges(names.example)] : [...CHANGES, ...TIMES])
        for (const other of [change(value)].flat())
          if (other !== value && other !== '')
            yield { delivery: withHeader(delivery, name, other), detail: `with ${name} ${detail}` };
    }
  },
};

const withHeader = (delivery: Delivery, name: string, value: string): Delivery => ({
  ...delivery,
  headers: { ...delivery.headers, [name]: value },
});

const CHANGES: readonly Change[] = [
  ['without the white space around it', (value) => value.trim()],
  ['without the quotes around it', (value) => value.replace(/^\s*["'](.*)["']\s*$/, '$1')],
  ['without the quotes in it', (value) => value.replace(/["']/g, '')],
  ['without the white space in it', (value) => value.replace(/\s+/g, '')],
  ['in lower case', (value) => value.toLowerCase()],
  ['with its prefix in lower case', (value) => value.replace(/[A-Za-z]\w*(?=[=,])/g, (prefix) => prefix.toLowerCase())],
  ['with its URL escapes decoded', unescaped],
  ['with + where a space is', (value) => value.replace(/(?<=[\w+/]) (?=[\w+/=])/g, '+')],
  ['as the first of the values that were joined', (value) => value.split(/\s*,\s+/)],
  ['without the word before it', (value) => value.replace(/^\w+ +/, '')],
  ['with other separators', (value) => [',', ';', ' ', '&'].flatMap((separator) => separators(value, separator))],
];

/** A time is one moment in many ways of writing. */
const TIMES: readonly Change[] = [
  [
    'written as a time in another form',
    (value) => {
      const moment = /^\d+(\.\d+)?$/.test(value) ? Number(value) * (value.length > 12 ? 1 : 1000) : Date.parse(value);
      if (Number.isNaN(moment) || Math.abs(moment) > 8.64e15) return [];
      const iso = new Date(moment).toISOString();
      return [
        String(Math.floor(moment / 1000)),
        String(moment),
        iso,
        iso.replace(/\.\d+/, ''),
        iso.replace('Z', '+00:00'),
        iso.replace(/\.\d+Z/, '+00:00'),
      ];
    },
  ],
];

/** What the value would be in the form of an example. */
function formChanges(example: string): Change[] {
  const [digest = ''] = example.match(DIGEST) ?? [];
  const before = example.slice(0, example.indexOf(digest));
  const prefix = before.slice(Math.max(before.lastIndexOf(' '), before.search(/[,;][^,;]*=$/), -1) + 1);
  return [
    ['with the prefix it lacks', (value) => value.replace(DIGEST, (found) => prefix + found)],
    [
      'with another prefix',
      (value) => value.replace(/[\w-]{1,16}[=,:] ?(?=[\w+/=-]{27,}$|[\w+/=-]{27,}[,; ])/g, prefix),
    ],
    [
      'with nothing but the signature',
      (value) => (value.match(DIGEST) ?? []).map((found) => example.replace(digest, found)),
    ],
    ['with the signature in standard base64', (value) => value.replace(DIGEST, (found) => padded(found))],
    [
      'with the signature in hex',
      (value) => value.replace(DIGEST, (found) => Buffer.from(found, 'base64').toString('hex')),
    ],
    [
      'with the signature in base64',
      (value) => value.replace(DIGEST, (found) => Buffer.from(found, 'hex').toString('base64')),
    ],
    [
      'decoded from base64',
      (value) => value.replace(DIGEST, (found) => Buffer.from(found, 'base64').toString('latin1')),
    ],
  ];
}

const padded = (text: string) => {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  return standard + '='.repeat((4 - (standard.length % 4)) % 4);
};

const separators = (value: string, separator: string) => [
  value.replace(/\s*[,;&]\s*|\s+/g, separator),
  value.replace(/; ?|& ?/g, separator),
];

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
