export type DigestEncoding = 'hex' | 'base64';

// SHA-512 in hex: nothing longer is a signature.
const LONGEST = 128;

/**
 * The digest in a signature's text, or `undefined` unless the text is the one way to write `length` bytes: decoders pass
 * over stray characters and spare bits, and what has been tampered with must not verify. Hex may be in capitals.
 */
export function decodeDigest(text: string, encoding: DigestEncoding, length: number): Buffer | undefined {
  if (text.length > LONGEST) return undefined;
  const bytes = Buffer.from(text, encoding);
  const written = bytes.toString(encoding);
  const same = text === written || (encoding === 'hex' && text === written.toUpperCase());
  return same && bytes.length === length ? bytes : undefined;
}
