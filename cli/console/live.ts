import type { ServerResponse } from 'node:http';
import { SAFE_HEADERS } from './html.ts';
import type { ConsoleContext } from './route.ts';

/** More often nobody can see. */
const PAUSE_MS = 150;

/** A proxy or a browser takes a connection that is silent for longer for a dead one. */
const HEARTBEAT_MS = 15_000;

/** Tells the page, for as long as it listens, that events are new or have changed. What has changed it asks for. */
export async function streamChanges(response: ServerResponse, { index, signal }: ConsoleContext): Promise<void> {
  await index.opened();
  response.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'text/event-stream' });
  response.write('retry: 2000\n\n');
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      response.write('event: changed\ndata: {}\n\n');
    }, PAUSE_MS);
  };
  const unsubscribe = index.subscribe(changed);
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  const end = () => {
    unsubscribe();
    clearTimeout(timer);
    clearInterval(heartbeat);
    signal.removeEventListener('abort', end);
    response.end();
  };
  signal.addEventListener('abort', end);
  response.on('close', end);
}
