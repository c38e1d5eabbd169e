import { createServer } from 'node:net';
import { wrongUse } from '../cli-error.ts';

/**
 * Makes sure that a port of 127.0.0.1 can be listened on, before anything is started for it; 0 finds one.
 * @throws {CliError} when it is taken
 */
export async function freePort(port: number): Promise<number> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    const reason = Object(error).code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error})`;
    throw wrongUse(`port ${port} ${reason}: choose another with --port`);
  }
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : port;
}
