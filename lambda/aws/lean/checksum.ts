import { createHash, createHmac, createSecretKey, type Hash, type Hmac } from 'node:crypto';

type Data = string | ArrayBuffer | ArrayBufferView;

/**
 * These take the place of `@smithy/core/checksum` in bundles: Node always has the digests, and the SDK brings its own along
 * for where they are missing. An HMAC is asked for by its key.
 */
export class Sha256 {
  readonly digestLength = 32;
  private readonly key: Data | undefined;
  private hash: Hash | Hmac;

  constructor(key?: Data) {
    this.key = key;
    this.hash = this.start();
  }

  update(data: Data): void {
    this.hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return 'copy' in this.hash ? this.hash.copy().digest() : this.hash.digest();
  }

  reset(): void {
    this.hash = this.start();
  }

  private start(): Hash | Hmac {
    // Of mere bytes Node finds out by two exceptions that they are no key object.
    return this.key ? createHmac('sha256', createSecretKey(bytesOf(this.key))) : createHash('sha256');
  }
}

/** The digest by which SQS's answers are compared with what was sent. */
export class Md5 {
  readonly digestLength = 16;
  private hash = createHash('md5');

  update(data: Data): void {
    this.hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.copy().digest();
  }

  reset(): void {
    this.hash = createHash('md5');
  }
}

function bytesOf(data: Data): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}
