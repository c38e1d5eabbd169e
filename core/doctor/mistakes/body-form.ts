import { decodeUtf8, isFormType, parseJson } from '../../content.ts';
import type { Delivery } from '../../delivery.ts';
import type { Mistake, Undone } from '../patient.ts';

type Pair = readonly [name: string, value: string];

/** Characters that senders leave as they are or escape, as they like. */
const LEFT_ALONE = ['', '*', '~', "!'()*", "!'()*~", ':/', ':/,@', "~*:/,@;$!()'?"];

/** The form was parsed and written again on its way, or turned into JSON. */
export const bodyForm: Mistake = {
  id: 'body-form-rewritten',
  says: 'The form in the body was parsed and written again on its way: the same fields, escaped in another way',
  mend: () =>
    'Find what parses the form before it gets here (a framework with a body parser, an integration platform) and have it pass the bytes on as they are.',
  *undo({ delivery }): Iterable<Undone> {
    const isForm = isFormType(delivery.headers['content-type'] ?? '');
    const text = decodeUtf8(delivery.body) ?? '';
    const json = parseJson(text);
    const pairs = typeof json === 'object' && json !== null ? pairsIn(json) : isForm ? pairsOf(text) : [];
    if (pairs.length === 0) return;
    for (const [order, sorted] of [
      ['', pairs],
      [', sorted', [...pairs].sort(([a], [b]) => (a < b ? -1 : Number(a > b)))],
    ] as const)
      for (const space of ['+', '%20'])
        for (const alone of LEFT_ALONE)
          for (const capitals of [true, false])
            yield {
              delivery: asForm(
                delivery,
                sorted.map((pair) => pair.map((each) => escaped(each, space, alone, capitals)).join('=')).join('&'),
              ),
              detail: `over the same fields written as a form, spaces as ${space}${alone && `, ${alone} not escaped`}${capitals ? '' : ', escapes in lower case'}${order}`,
            };
  },
};

const asForm = (delivery: Delivery, text: string): Delivery => ({
  ...delivery,
  headers: { ...delivery.headers, 'content-type': 'application/x-www-form-urlencoded' },
  body: Buffer.from(text),
});

const pairsOf = (text: string): Pair[] => [...new URLSearchParams(text)];

const pairsIn = (json: object): Pair[] =>
  Object.entries(json).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);

function escaped(text: string, space: string, alone: string, capitals: boolean): string {
  const all = encodeURIComponent(text).replace(/[!'()*~]/g, (character) => `%${hex(character.charCodeAt(0))}`);
  const kept = all.replace(/%[0-7][0-9A-F]/g, (code) => {
    const character = decodeURIComponent(code);
    if (character === ' ') return space;
    return alone.includes(character) ? character : code;
  });
  return capitals ? kept : kept.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

const hex = (code: number) => code.toString(16).toUpperCase().padStart(2, '0');
