import type { JsonTree } from './json-tree.ts';

/** A way to lay JSON out. */
interface Layout {
  readonly says: string;
  readonly comma: string;
  readonly colon: string;
  /** One step of indentation. @default - everything on one line */
  readonly indent?: string;
  /** What stands inside the brackets of a list on one line. @default '' */
  readonly pad?: string;
}

/** What becomes of a string between its quotes. */
interface Escapes {
  readonly says: string;
  readonly escape: (quoted: string) => string;
}

/** One way in which a sender may have written its JSON. */
export interface JsonStyle {
  readonly says: string;
  readonly write: (tree: JsonTree) => string;
}

const LAYOUTS: readonly Layout[] = [
  { says: 'without spaces', comma: ',', colon: ':' },
  { says: 'with a space behind commas and colons (as Python does)', comma: ', ', colon: ': ' },
  { says: 'with a space behind colons', comma: ',', colon: ': ' },
  { says: 'with a space behind commas', comma: ', ', colon: ':' },
  { says: 'over several lines, indented by 2', comma: ',', colon: ': ', indent: '  ' },
  { says: 'over several lines, indented by 4', comma: ',', colon: ': ', indent: '    ' },
  { says: 'over several lines, indented by tabs', comma: ',', colon: ': ', indent: '\t' },
  {
    says: 'over several lines, with a space before colons (as Jackson does)',
    comma: ',',
    colon: ' : ',
    indent: '  ',
    pad: ' ',
  },
];

const hex = (character: string, capitals = false) =>
  [...Array(character.length).keys()]
    .map((unit) => character.charCodeAt(unit).toString(16).padStart(4, '0'))
    .map((digits) => `\\u${capitals ? digits.toUpperCase() : digits}`)
    .join('');

const ascii = (capitals: boolean) => (quoted: string) =>
  quoted.replace(/[^\0-\x7e]/gu, (character) => hex(character, capitals));
const slashes = (quoted: string) => quoted.replaceAll('/', '\\/');
const html = (capitals: boolean) => (quoted: string) =>
  quoted.replace(/[<>&\u2028\u2029]/g, (character) => hex(character, capitals));
const dotNet = (quoted: string) =>
  ascii(true)(quoted.replace(/\\"/g, '\\u0022').replace(/[<>&'+`]/g, (character) => hex(character, true)));

const ESCAPES: readonly Escapes[] = [
  { says: 'characters as they are', escape: (quoted) => quoted },
  { says: 'other than ASCII escaped', escape: ascii(false) },
  { says: 'other than ASCII and slashes escaped (as PHP does)', escape: (quoted) => slashes(ascii(false)(quoted)) },
  { says: 'slashes escaped', escape: slashes },
  { says: 'angle brackets and ampersands escaped (as Go does)', escape: html(false) },
  {
    says: 'other than ASCII, angle brackets and ampersands escaped',
    escape: (quoted) => ascii(false)(html(false)(quoted)),
  },
  { says: 'other than ASCII escaped in capitals', escape: ascii(true) },
  { says: 'other than ASCII and HTML escaped in capitals (as .NET does)', escape: dotNet },
];

const ORDERS = [
  ['keys in the order received', false],
  ['keys in the order of the alphabet', true],
] as const;

const NUMBERS: readonly (readonly [says: string, write: (word: string) => string])[] = [
  ['', (word) => word],
  ['decimals with two places', (word) => (/^-?\d+\.\d$/.test(word) ? `${word}0` : word)],
  ['whole numbers with .0', (word) => (/^-?\d+$/.test(word) ? `${word}.0` : word)],
  ['numbers with two places', (word) => (/^-?\d+(\.\d{1,2})?$/.test(word) ? Number(word).toFixed(2) : word)],
];

const ENDS = [
  ['', ''],
  ['a newline at its end', '\n'],
] as const;

/** Every style, the likeliest first. */
export function* jsonStyles(): Iterable<JsonStyle> {
  for (const [number, writeNumber] of NUMBERS)
    for (const [order, sorted] of ORDERS)
      for (const [end, newline] of ENDS)
        for (const { says: characters, escape: write } of ESCAPES)
          for (const layout of LAYOUTS) {
            const says = [layout.says, characters, order, number, end].filter((part) => part !== '').join(', ');
            const writer: Writer = { layout, escape: write, sorted, writeNumber };
            yield { says, write: (tree) => written(tree, writer, '\n') + newline };
          }
}

interface Writer {
  readonly layout: Layout;
  readonly escape: (quoted: string) => string;
  readonly sorted: boolean;
  readonly writeNumber: (word: string) => string;
}

/** @param newline - the line break, with the indentation that the closing bracket gets */
function written(tree: JsonTree, writer: Writer, newline: string): string {
  if (tree.kind === 'word') return writer.writeNumber(tree.word);
  if (tree.kind === 'text') return writer.escape(JSON.stringify(tree.text));
  const { comma, colon, indent, pad = '' } = writer.layout;
  const inner = indent === undefined ? newline : newline + indent;
  if (tree.kind === 'list') {
    const items = tree.items.map((item) => written(item, writer, pad ? newline : inner));
    if (pad && items.length === 0) return '[ ]';
    return pad ? `[${pad}${items.join(', ')}${pad}]` : framed('[', items, ']', indent, comma, inner, newline);
  }
  const order = [...tree.members];
  if (writer.sorted) order.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const members = order.map(
    ([name, value]) => writer.escape(JSON.stringify(name)) + colon + written(value, writer, inner),
  );
  if (pad && members.length === 0) return '{ }';
  return framed('{', members, '}', indent, comma, inner, newline);
}

function framed(
  open: string,
  parts: readonly string[],
  close: string,
  indent: string | undefined,
  comma: string,
  inner: string,
  newline: string,
): string {
  if (indent === undefined || parts.length === 0) return open + parts.join(comma) + close;
  return open + inner + parts.join(comma + inner) + newline + close;
}
