/** The bytes of a body. */
export const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** The text of a body; undefined when it is none. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What a body holds: JSON, the fields of a form, or nothing that has parts. */
export function partsOf(text: string, contentType: string): unknown {
  if (/form-urlencoded/i.test(contentType)) {
    const form = new URLSearchParams(text);
    return parseJson(form.get('payload') ?? '') ?? Object.fromEntries(form);
  }
  return parseJson(text);
}

/** JSON as a value, in which integers beyond 2^53 keep all their digits; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, exact);
  } catch {
    return undefined;
  }
}

function exact(_: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source ?? '';
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? BigInt(source) : value;
}

/** Bytes as people read them: offset, hex and text, 16 a line. */
export function hexDump(bytes: Uint8Array, most = 4096): string {
  const lines: string[] = [];
  for (let start = 0; start < Math.min(bytes.length, most); start += 16) {
    const row = [...bytes.subarray(start, start + 16)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·')).join('');
    lines.push(`${start.toString(16).padStart(6, '0')}  ${hex.padEnd(47)}  ${text}`);
  }
  return lines.join('\n');
}
