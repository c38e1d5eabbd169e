import type { Delivery } from '../delivery.ts';

/** The parts of what is signed, in order; handed to the digest one by one, so that a large body is never copied. */
export type SignedParts = (delivery: Delivery, timestamp: string) => readonly (string | Buffer)[] | undefined;

const PLACEHOLDER = /\{([^}]+)\}/g;

/**
 * Compiles a template such as `v0:{timestamp}:{body}`. Placeholders: `{body}`, `{timestamp}`, `{method}`, `{url}` and
 * `{header.NAME}`. A delivery without one of the headers has nothing to sign: the parts are `undefined`.
 * @throws {Error} when a placeholder is not one of these
 */
export function signedTemplate(template: string): SignedParts {
  const readers = template.split(PLACEHOLDER).map((piece, index) => (index % 2 === 0 ? () => piece : reader(piece)));
  return (delivery, timestamp) => {
    const parts: (string | Buffer)[] = [];
    for (const read of readers) {
      const part = read(delivery, timestamp);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return parts;
  };
}

function reader(placeholder: string): (delivery: Delivery, timestamp: string) => string | Buffer | undefined {
  if (placeholder.startsWith('header.')) {
    const name = placeholder.slice('header.'.length).toLowerCase();
    return ({ headers }) => headers[name];
  }
  if (placeholder === 'timestamp') return (_, timestamp) => timestamp;
  if (placeholder === 'body' || placeholder === 'method' || placeholder === 'url')
    return (delivery) => delivery[placeholder];
  throw new Error(
    `{${placeholder}} cannot be signed; a template may use {body}, {timestamp}, {method}, {url} and {header.NAME}`,
  );
}
