import { finished, type Readable } from 'node:stream';

/**
 * Reads the body of an answer.
 * @throws {Error} named `TimeoutError`, which the SDK's rules try again, when it is not there in time
 */
export function readBody(body: Readable, milliseconds: number | undefined): Promise<Buffer<ArrayBuffer>> {
  const late = () => Object.assign(new Error('the answer did not come to its end in time'), { name: 'TimeoutError' });
  const timer = milliseconds ? setTimeout(() => body.destroy(late()), milliseconds) : undefined;
  const chunks: Buffer[] = [];
  // An iterator takes longer, for the one chunk that most answers are.
  body.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    finished(body, (error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve(Buffer.concat(chunks));
    });
  });
}
