import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { treeUsage } from './process-tree.ts';
import { type LoadOptions, sendLoad } from './senders.ts';

/** A server in a process of its own that reads what it is sent and answers 200: it does as little as a server can. */
export interface BareServer {
  /** Sends it a load. Returns the milliseconds of CPU for a webhook, the sender's among them. */
  cpuMs(load: Omit<LoadOptions, 'url' | 'effects' | 'name'>): Promise<number>;
  stop(): void;
}

/** Starts one on a free port of 127.0.0.1. */
export async function startBareServer(): Promise<BareServer> {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: [] });
  const [port] = await once(child, 'message');
  return {
    async cpuMs(load) {
      const before = treeUsage(process.pid).cpuMs;
      const { requests } = await sendLoad({ ...load, url: `http://127.0.0.1:${port}`, effects: '', name: 'bare' });
      return (treeUsage(process.pid).cpuMs - before) / requests;
    },
    stop: () => child.disconnect(),
  };
}

if (import.meta.main) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-length': 0 }).end());
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit());
}
