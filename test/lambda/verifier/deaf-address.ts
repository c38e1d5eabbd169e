import { once } from 'node:events';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';

/** An address at which no connection opens any more, as behind a firewall that drops what it does not like. */
export interface DeafAddress {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Listens, and then sleeps for good: who stands in its queue keeps Linux from letting anybody else in. */
const SLEEPING_SERVER = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });`;

/** How long a connection to this machine takes at most, in milliseconds. */
const LONGEST_OPENING_MS = 300;

/** Finds one on 127.0.0.1. */
export async function deafAddress(): Promise<DeafAddress> {
  const worker = new Worker(SLEEPING_SERVER, { eval: true });
  const [port] = await once(worker, 'message');
  const isOpen = async () => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    const opened = once(socket, 'connect', { signal: AbortSignal.timeout(LONGEST_OPENING_MS) });
    return opened.then(
      () => true,
      () => false,
    );
  };
  while (await isOpen());
  return { url: `http://127.0.0.1:${port}`, close: async () => void (await worker.terminate()) };
}
