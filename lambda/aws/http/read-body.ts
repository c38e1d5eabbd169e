import type { Readable } from 'node:stream';

/**
 * Reads the body of an answer.
 * @throws {Error} named `TimeoutError`, which the SDK's rules try again, when it is not there in time
 */
export async function readBody(body: Readable, milliseconds: number | undefined): Promise<Buffer<ArrayBuffer>> {
  const late = () => Object.assign(new Error('the answer did not come to its end in time'), { name: 'TimeoutError' });
  const timer = milliseconds ? setTimeout(() => body.destroy(late()), milliseconds) : undefined;
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk);
    return Buffer.concat(chunks);
  } finally {
    clearTimeout(timer);
  }
}
