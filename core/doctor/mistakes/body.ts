import { decodeUtf8 } from '../../content.ts';
import {
  asText,
  endings,
  fromBase64,
  fromEntities,
  halves,
  insides,
  latin,
  narrowed,
  text16,
  unescaped,
} from '../body-changes.ts';
import type { Mistake } from '../patient.ts';
import { windows1252Bytes, windows1252Text } from '../windows-1252.ts';
import { bodyMistake } from './with-body.ts';

const BYTES = 'have it pass the bytes of the body on as they are';
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** What befalls a body on its way, other than being parsed. */
export const bodyMistakes: readonly Mistake[] = [
  bodyMistake(
    {
      id: 'body-base64',
      says: 'The body is encoded in base64 once too often, or was decoded once too often',
      mend: () =>
        `Find what hands the request over (a test event, a proxy, a gateway's binary setting): isBase64Encoded has to say what the body is. Or ${BYTES}.`,
    },
    [
      ['over the body decoded from base64', fromBase64],
      ['over the body decoded from base64 twice', (body) => fromBase64(fromBase64(body) ?? Buffer.alloc(0))],
      ['over the body encoded in base64', (body) => Buffer.from(body.toString('base64'))],
    ],
  ),
  bodyMistake(
    {
      id: 'body-wrapped',
      says: 'The body was put into a JSON string or an envelope on its way',
      mend: () => `Find what wraps it (JSON.stringify of a text, an event bus, a mapping template) and ${BYTES}.`,
    },
    [['over the text inside the JSON that was received', insides]],
  ),
  bodyMistake(
    {
      id: 'body-bom',
      says: 'A byte order mark was added to the body, or taken off it',
      mend: () => `Find what reads and writes the body as a text file and ${BYTES}.`,
    },
    [
      [
        'over the body without the byte order mark',
        (body) => (body.subarray(0, 3).equals(BOM) ? body.subarray(3) : undefined),
      ],
      ['over the body with a byte order mark', (body) => Buffer.concat([BOM, body])],
    ],
  ),
  bodyMistake(
    {
      id: 'body-end-white-space',
      says: 'White space was added at the end or the beginning of the body, or cut off there',
      mend: () => `Find what trims the body, or what adds a newline (echo, an editor, a template), and ${BYTES}.`,
    },
    [
      ['over the body with a newline at its end', endings('\n', '\r\n', '\n\n')],
      ['over the body with a space at its end', endings(' ', '\t', '\0')],
      ['over the body without the last line end', latin((body) => body.replace(/\r?\n$/, ''))],
      ['over the body without the white space at its end', latin((body) => body.replace(/[\s\0]+$/, ''))],
      ['over the body without the white space around it', latin((body) => body.trim())],
      ['over the body with a newline before it', (body) => Buffer.concat([Buffer.from('\n'), body])],
    ],
  ),
  bodyMistake(
    {
      id: 'body-line-ends',
      says: 'The line ends of the body were changed between LF and CR LF',
      mend: () => `Find what treats the body as a text file (a template, git, an FTP or mail gateway) and ${BYTES}.`,
    },
    [
      ['over the body with LF as its line ends', latin((body) => body.replace(/\r\n?/g, '\n'))],
      ['over the body with CR LF as its line ends', latin((body) => body.replace(/\r?\n/g, '\r\n'))],
      ['over the body with CR as its line ends', latin((body) => body.replace(/\r?\n/g, '\r'))],
      ['over the body without line ends', latin((body) => body.replace(/[\r\n]/g, ''))],
    ],
  ),
  bodyMistake(
    {
      id: 'body-transcoded',
      says: 'The characters of the body were changed from one encoding to another',
      mend: () => `Find what reads the body as text of another charset than UTF-8 and ${BYTES}.`,
    },
    [
      ['over the body read as UTF-8 and written as ISO 8859-1', (body) => narrowed(body)],
      ['over the body read as UTF-8 and written as Windows-1252', (body) => windows1252Bytes(decodeUtf8(body))],
      ['over the body read as ISO 8859-1 and written as UTF-8', (body) => Buffer.from(body.toString('latin1'))],
      ['over the body read as Windows-1252 and written as UTF-8', (body) => Buffer.from(windows1252Text(body))],
      ['over the body read as UTF-16 and written as UTF-8', (body) => Buffer.from(body.toString('utf16le'))],
      ['over the body written as UTF-16', text16],
      ['over the body with its characters composed (NFC)', asText((body) => body.normalize('NFC'))],
      ['over the body with its characters decomposed (NFD)', asText((body) => body.normalize('NFD'))],
    ],
  ),
  bodyMistake(
    {
      id: 'body-escaped',
      says: 'Characters of the body were escaped, or their escapes were taken off',
      mend: () =>
        `Find what escapes it (HTML escaping, a filter against injections, addslashes, URL encoding) and ${BYTES}.`,
    },
    [
      ['over the body with its HTML entities decoded', asText(fromEntities)],
      ['over the body with its URL escapes decoded', asText(unescaped)],
      ['over the body encoded for a URL', asText((body) => encodeURIComponent(body))],
      ['over the body without its backslashes', asText((body) => body.replace(/\\(.)/gs, '$1'))],
    ],
  ),
  bodyMistake(
    {
      id: 'body-doubled',
      says: 'The body came twice, one copy after the other',
      mend: () => `Find what writes the body twice (a retry over an open connection, a logging proxy) and ${BYTES}.`,
    },
    [['over the first half of the body', (body) => halves(body)]],
  ),
];
