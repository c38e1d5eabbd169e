import type { X509Certificate } from 'node:crypto';

interface Element {
  readonly tag: number;
  readonly value: Buffer;
}

const OBJECT_IDENTIFIER = 0x06;
// The extensions are the one field of a certificate with this tag (RFC 5280, 4.1).
const EXTENSIONS = 0xa3;

/** Whether a certificate has an extension, by its dotted object identifier; node:crypto only tells of those it knows. */
export function hasExtension({ raw }: X509Certificate, identifier: string): boolean {
  const [certificate] = elementsIn(raw);
  const [body] = elementsIn(certificate?.value);
  const extensions = elementsIn(body?.value).find(({ tag }) => tag === EXTENSIONS);
  const [list] = elementsIn(extensions?.value);
  return elementsIn(list?.value).some(({ value }) => {
    const [id] = elementsIn(value);
    return id?.tag === OBJECT_IDENTIFIER && dotted(id.value) === identifier;
  });
}

/** The DER elements that follow one another in these bytes, up to the first that is none. */
function elementsIn(bytes: Buffer = Buffer.alloc(0)): readonly Element[] {
  const elements: Element[] = [];
  let offset = 0;
  while (offset + 2 <= bytes.length) {
    const first = bytes.readUInt8(offset + 1);
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    const start = offset + 2 + lengthBytes;
    if (lengthBytes > 4 || start > bytes.length) break;
    const length = lengthBytes === 0 ? first & 0x7f : bytes.readUIntBE(offset + 2, lengthBytes);
    if (start + length > bytes.length) break;
    elements.push({ tag: bytes.readUInt8(offset), value: bytes.subarray(start, start + length) });
    offset = start + length;
  }
  return elements;
}

function dotted(bytes: Buffer): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(value);
      value = 0;
    }
  }
  const [first = 0, ...rest] = numbers;
  const top = Math.min(Math.floor(first / 40), 2);
  return [top, first - top * 40, ...rest].join('.');
}
