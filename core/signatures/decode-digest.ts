/** How a digest is written. Of `base64-unpadded` and `base64url` the `=` at the end is left out; `hex-upper` is in capitals. */
export type DigestEncoding = 'hex' | 'hex-upper' | 'base64' | 'base64-unpadded' | 'base64url';

// SHA-512 in hex: nothing longer is a signature.
const LONGEST = 128;

/** Pairs of digits, all in small letters or all in capitals. */
const HEX = /^(?:(?:[\da-f]{2})*|(?:[\dA-F]{2})*)$/;

const WRITERS: Readonly<Record<DigestEncoding, (bytes: Buffer) => string>> = {
  hex: (bytes) => bytes.toString('hex'),
  'hex-upper': (bytes) => bytes.toString('hex').toUpperCase(),
  base64: (bytes) => bytes.toString('base64'),
  'base64-unpadded': (bytes) => bytes.toString('base64').replace(/={1,2}$/, ''),
  base64url: (bytes) => bytes.toString('base64url'),
};

export const DIGEST_ENCODINGS: readonly string[] = Object.keys(WRITERS);

/** A digest as its sender writes it. */
export const encodeDigest = (digest: Buffer, encoding: DigestEncoding): string => WRITERS[encoding](digest);

/**
 * The digest in a signature's text, or `undefined` unless the text is the one way to write `length` bytes: decoders pass
 * over stray characters and spare bits, and what has been tampered with must not verify. Hex may be in capitals.
 */
export function decodeDigest(text: string, encoding: DigestEncoding, length: number): Buffer | undefined {
  const bytes = text.length <= LONGEST ? decodeCanonical(text, encoding) : undefined;
  return bytes?.length === length ? bytes : undefined;
}

/** The bytes in a text of any length, or `undefined` unless the text is the one way to write them. Hex may be in capitals. */
export function decodeCanonical(text: string, encoding: DigestEncoding): Buffer | undefined {
  if (encoding.startsWith('hex')) return HEX.test(text) ? Buffer.from(text, 'hex') : undefined;
  // The decoder of base64 takes both of its alphabets; what is written afterwards tells them apart.
  const bytes = Buffer.from(text, 'base64');
  return WRITERS[encoding](bytes) === text ? bytes : undefined;
}
