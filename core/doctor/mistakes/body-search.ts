import { decodeUtf8 } from '../../content.ts';
import type { Delivery } from '../../delivery.ts';
import type { Mistake, Undone } from '../patient.ts';

const PRINTABLE = [...Array(95).keys()].map((index) => index + 32).concat(10, 13, 9);
const OTHERS = [...Array(256).keys()].filter((byte) => !PRINTABLE.includes(byte));

/** The end of the body did not arrive. Up to two bytes of any kind are found again, and what closes a JSON text. */
export const bodyCutOff: Mistake = {
  id: 'body-truncated',
  says: 'The body is not whole: its end did not arrive',
  mend: () =>
    'Find what cuts it off on its way (a size limit, a connection closed early, a buffer counted in characters in place of bytes). Ask the provider to send it again.',
  *undo({ delivery }): Iterable<Undone> {
    for (const end of [...closings(delivery.body), ...ends(delivery.body)])
      yield {
        delivery: { ...delivery, body: Buffer.concat([delivery.body, end]) },
        detail: `over the body with ${bytes(end.length)} more at its end`,
      };
  },
};

const bytes = (count: number) => (count === 1 ? 'one byte' : `${count} bytes`);

/** One byte or two; of two only what a text could end in, where the rest is text. */
function* ends(body: Buffer): Iterable<Buffer> {
  const all = [...PRINTABLE, ...OTHERS];
  for (const byte of all) yield Buffer.from([byte]);
  for (const first of PRINTABLE) for (const second of PRINTABLE) yield Buffer.from([first, second]);
  const isText = decodeUtf8(body) !== undefined;
  for (const first of all)
    for (const second of all) {
      if (first < 127 && second < 127) continue;
      const isCharacter = first >= 0xc2 && first <= 0xdf && second >= 0x80 && second <= 0xbf;
      if (isCharacter || !isText) yield Buffer.from([first, second]);
    }
}

/** What would close the brackets that are open, in one line or laid out over several. */
function* closings(body: Buffer): Iterable<Buffer> {
  const open = openBrackets(body.toString('latin1'));
  if (!open || open.length === 0 || open.length > 50) return;
  const starts = ['', '"', 'l', 'e', 'ue', 'se'];
  for (const start of starts)
    for (const end of ['', '\n', '\r\n'])
      for (const indent of [undefined, 2, 4]) {
        const closers = open.map((bracket, depth) => {
          const closer = bracket === '{' ? '}' : ']';
          return indent === undefined ? closer : `\n${' '.repeat(indent * depth)}${closer}`;
        });
        yield Buffer.from(start + closers.reverse().join('') + end);
      }
}

/** The brackets of a JSON text that nothing closes, from the outside in. */
export function openBrackets(text: string): string[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const open: string[] = [];
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"?|[[\]{}]/gs)) {
    if (token === '{' || token === '[') open.push(token);
    if (token === '}' || token === ']') open.pop();
  }
  return open;
}

/** One byte of the body is another one, is missing or is one too many. */
export const bodyCorrupted: Mistake = {
  id: 'body-corrupted',
  says: 'One byte of the body was corrupted on its way',
  mend: () =>
    'Ask the provider to send it again. When it happens often: find what changes single bytes (a filter that replaces characters, faulty memory or storage in a proxy).',
  *undo({ delivery }): Iterable<Undone> {
    const { body } = delivery;
    for (let at = 0; at < body.length; at++)
      yield {
        delivery: withBody(delivery, Buffer.concat([body.subarray(0, at), body.subarray(at + 1)])),
        detail: `without byte ${at + 1} of ${body.length}`,
      };
    yield* substituted(delivery, 'one bit of', (byte) => [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => byte ^ (1 << bit)));
    yield* substituted(delivery, 'another value for', () => PRINTABLE);
    yield* inserted(delivery);
    yield* substituted(delivery, 'another value for', () => OTHERS);
  },
};

const withBody = (delivery: Delivery, body: Buffer): Delivery => ({ ...delivery, body });

/** Changes one buffer in place: a copy for each try would cost more than its digest. */
function* substituted(delivery: Delivery, what: string, values: (byte: number) => readonly number[]): Iterable<Undone> {
  const body = Buffer.from(delivery.body);
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0;
    for (const value of values(byte)) {
      body[at] = value;
      yield { delivery: withBody(delivery, body), detail: `with ${what} byte ${at + 1} of ${body.length}` };
    }
    body[at] = byte;
  }
}

function* inserted(delivery: Delivery): Iterable<Undone> {
  const { body: received } = delivery;
  const body = Buffer.concat([Buffer.alloc(1), received]);
  for (let at = 0; at < body.length; at++) {
    received.copy(body, 0, 0, at);
    for (const value of PRINTABLE) {
      body[at] = value;
      yield {
        delivery: withBody(delivery, body),
        detail: `with a byte more before byte ${at + 1} of ${received.length}`,
      };
    }
  }
}
