import type { Delivery } from '../delivery.ts';

type Part = string | Buffer;

/** A template of what is signed, compiled. */
export interface SignedTemplate {
  /** The names of the headers that are signed, in lower case. */
  readonly headers: readonly string[];
  /**
   * The parts in order, handed to the digest one by one, so that a large body is never copied; neighbouring texts are one
   * part, since each costs a call into the digest. `undefined` when a header is missing.
   */
  readonly partsOf: (delivery: Delivery, timestamp: string) => readonly Part[] | undefined;
}

const PLACEHOLDER = /\{([^}]+)\}/;

/**
 * Compiles a template such as `v0:{timestamp}:{body}`. Placeholders: `{body}`, `{timestamp}`, `{method}`, `{url}` and
 * `{header.NAME}`.
 * @throws {Error} when a placeholder is not one of these
 */
export function signedTemplate(template: string): SignedTemplate {
  const pieces = template.split(PLACEHOLDER);
  const readers = pieces.map((piece, index) => (index % 2 === 0 ? () => piece : reader(piece)));
  return {
    headers: pieces.filter((piece, index) => index % 2 === 1 && piece.startsWith(HEADER)).map(headerName),
    partsOf(delivery, timestamp) {
      const parts: Part[] = [];
      let text = '';
      for (const read of readers) {
        const part = read(delivery, timestamp);
        if (part === undefined) return undefined;
        if (typeof part === 'string') {
          text += part;
          continue;
        }
        if (text !== '') parts.push(text);
        parts.push(part);
        text = '';
      }
      return text === '' ? parts : [...parts, text];
    },
  };
}

const HEADER = 'header.';
const headerName = (placeholder: string) => placeholder.slice(HEADER.length).toLowerCase();

function reader(placeholder: string): (delivery: Delivery, timestamp: string) => Part | undefined {
  if (placeholder.startsWith(HEADER)) return ({ headers }) => headers[headerName(placeholder)];
  if (placeholder === 'timestamp') return (_, timestamp) => timestamp;
  if (placeholder === 'body' || placeholder === 'method' || placeholder === 'url')
    return (delivery) => delivery[placeholder];
  throw new Error(
    `{${placeholder}} cannot be signed; a template may use {body}, {timestamp}, {method}, {url} and {header.NAME}`,
  );
}
