import { decodeUtf8, parseJson } from '../content.ts';

export const asText = (change: (text: string) => string) => (body: Buffer) => {
  const decoded = decodeUtf8(body);
  return decoded === undefined ? undefined : Buffer.from(change(decoded));
};
export const endings =
  (...endings: readonly string[]) =>
  (body: Buffer) =>
    endings.map((ending) => Buffer.concat([body, Buffer.from(ending)]));

export function fromBase64(body: Buffer): Buffer | undefined {
  const encoded = body.toString('latin1').replace(/^"|"$|[\r\n]/g, '');
  return /^[\w+/-]{4,}={0,2}$/.test(encoded) ? Buffer.from(encoded, 'base64') : undefined;
}

/** Every text in the JSON, and what base64 in it decodes to: an envelope may be a string, or hold the body in a field. */
export function insides(body: Buffer): Buffer[] {
  const inside = (value: unknown, depth: number): string[] => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null && depth < 4
      ? Object.values(value).flatMap((each) => inside(each, depth + 1))
      : [];
  };
  const found = inside(parseJson(decodeUtf8(body) ?? ''), 0).filter((each) => each.length > 16);
  return found.slice(0, 200).flatMap((each) => [Buffer.from(each), fromBase64(Buffer.from(each)) ?? []].flat());
}

/** Changes bytes of ASCII only, whatever encoding the others are in. */
export function latin(change: (text: string) => string): (body: Buffer) => Buffer {
  return (body) => Buffer.from(change(body.toString('latin1')), 'latin1');
}

export function narrowed(body: Buffer): Buffer | undefined {
  const decoded = decodeUtf8(body);
  return decoded !== undefined && /^[\0-\xff]*$/.test(decoded) ? Buffer.from(decoded, 'latin1') : undefined;
}

export function text16(body: Buffer): Buffer[] {
  const wide = Buffer.from(decodeUtf8(body) ?? '', 'utf16le');
  return [wide, Buffer.concat([Buffer.from([0xff, 0xfe]), wide])];
}

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  '#39': "'",
  '#039': "'",
  '#x27': "'",
  '#34': '"',
  '#x2F': '/',
};
export const fromEntities = (body: string) =>
  body.replace(/&([a-z]+|#x?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

export function unescaped(body: string): string {
  try {
    return decodeURIComponent(body);
  } catch {
    return body;
  }
}

export function halves(body: Buffer): Buffer[] {
  const middle = body.length >> 1;
  const half = body.subarray(0, middle);
  const gap = body.length - 2 * half.length;
  return body.subarray(middle + gap).equals(half) ? [half, body.subarray(0, middle + gap)] : [];
}
