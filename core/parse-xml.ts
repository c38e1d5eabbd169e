/** An element of an XML text, and where it stands. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** As they are written, by the name without its prefix. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Where its first tag begins and its last one ends. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly XmlElement[];
  /** What stands in it, as it is written; empty where elements do. */
  readonly text: string;
}

const DECLARATION = /^\s*(?:<\?xml [^<>]{0,100}\?>)?/;
const TAG = /<(\/?)([\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;

/** SOAP messages of senders are not as deep as this. */
const DEEPEST = 12;

type Open = XmlElement & { end: number; text: string; readonly children: XmlElement[]; readonly contentStart: number };

/**
 * Reads the plain XML that programs exchange: elements, attributes and text. Anything that could make two readers disagree
 * (a document type, comments, CDATA, text between elements) makes it `undefined`.
 */
export function parseXml(text: string): XmlElement | undefined {
  const open: Open[] = [];
  let position = DECLARATION.exec(text)?.[0].length ?? 0;
  for (;;) {
    const next = text.indexOf('<', position);
    if (next === -1) return undefined;
    TAG.lastIndex = next;
    const [tag, slash, prefix = '', local = '', attributes = '', empty] = TAG.exec(text) ?? [];
    const parent = open.at(-1);
    const isMixed = (!parent || !slash || parent.children.length > 0) && text.slice(position, next).trim() !== '';
    if (tag === undefined || isMixed) return undefined;
    position = next + tag.length;

    if (!slash) {
      if (open.length === DEEPEST) return undefined;
      const element = {
        name: local,
        attributes: attributesIn(attributes),
        start: next,
        end: position,
        children: [],
        text: '',
        contentStart: position,
      };
      parent?.children.push(element);
      if (!empty) open.push(element);
      else if (!parent) return isEnd(text, position) ? element : undefined;
      continue;
    }
    if (!parent || empty || attributes || !text.startsWith(prefix + local, parent.start + 1)) return undefined;
    if (!/[\s>]/.test(text[parent.start + 1 + prefix.length + local.length] ?? '')) return undefined;
    parent.end = position;
    if (parent.children.length === 0) parent.text = text.slice(parent.contentStart, next);
    open.pop();
    if (open.length === 0) return isEnd(text, position) ? parent : undefined;
  }
}

const isEnd = (text: string, position: number) => text.slice(position).trim() === '';

const attributesIn = (text: string) =>
  Object.fromEntries([...text.matchAll(ATTRIBUTE)].map(([, name, double, single]) => [name, double ?? single ?? '']));
