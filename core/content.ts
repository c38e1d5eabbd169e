import { createHash } from 'node:crypto';
import type { Delivery } from './delivery.ts';

/** What a provider's bodies are: JSON, a form, or whatever the sender likes. */
export type ContentKind = 'json' | 'form' | 'any';

/** A verified body, read. Nothing is parsed before it is asked for, and nothing here ever throws. */
export interface Content {
  readonly headers: Delivery['headers'];
  readonly query: URLSearchParams;
  /** SHA-256 of the body's bytes, in hex. */
  readonly digest: string;
  /** The body as text, or `undefined` when it is not UTF-8. */
  readonly text: string | undefined;
  /** The form's fields, when the content type says that it is one. */
  readonly form: URLSearchParams | undefined;
  /** The parsed JSON: of the body, or of a form's `payload` field (as GitHub and Slack send it). */
  readonly json: unknown;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const isFormType = (contentType: string) => /^application\/x-www-form-urlencoded\b/i.test(contentType);
export const isJsonType = (contentType: string) => /^[^;]+[/+]json\s*(?:;|$)/i.test(contentType);

/** Reads a delivery's body as its content type says. */
export function readContent({ headers, url, body }: Delivery): Content {
  const query = once(() => URL.parse(url)?.searchParams ?? new URLSearchParams());
  const digest = once(() => createHash('sha256').update(body).digest('hex'));
  const text = once(() => decodeUtf8(body));
  const form = once(() => (isFormType(headers['content-type'] ?? '') ? new URLSearchParams(text() ?? '') : undefined));
  const json = once(() => parseJson(form() ? (form()?.get('payload') ?? '') : (text() ?? '')));
  return {
    headers,
    get query() {
      return query();
    },
    get digest() {
      return digest();
    },
    get text() {
      return text();
    },
    get form() {
      return form();
    },
    get json() {
      return json();
    },
  };
}

/** The text in these bytes, or `undefined` when they are not UTF-8. A byte order mark is kept, as it is in the bytes. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The value that a JSON text stands for, or `undefined` (which JSON cannot say) when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads at the first call, and remembers what it read. */
function once<Value>(read: () => Value): () => Value {
  let found: { readonly value: Value } | undefined;
  return () => {
    found ??= { value: read() };
    return found.value;
  };
}
