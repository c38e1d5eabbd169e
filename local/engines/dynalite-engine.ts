import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import type { AwsAnswer, AwsCall, Engine } from './engine.ts';

/** dynalite is an HTTP server that nobody connects to: its request handler is called as it is. */
interface DynaliteServer {
  emit(event: 'request', request: object, response: object): boolean;
  listen(port: number, host: string, ready: () => void): void;
  close(closed: (error?: Error) => void): void;
}

/** DynamoDB, played by dynalite in this process; kept in LevelDB when there is a directory. */
export async function startDynalite(directory: string | undefined): Promise<Engine> {
  const dynalite: (options: object) => DynaliteServer = createRequire(import.meta.url)('dynalite');
  const server = dynalite({ path: directory, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  // It closes its database only after the server that it expects to be.
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  // It throws, where nobody can catch it, when it is called while it closes.
  const running = new Set<Promise<AwsAnswer>>();
  let isClosing = false;
  return {
    answer(call) {
      if (isClosing) return Promise.resolve(CLOSED);
      const answered = new Promise<AwsAnswer>((resolve) => hand(server, call, resolve));
      running.add(answered);
      return answered.finally(() => running.delete(answered));
    },
    async close() {
      isClosing = true;
      await Promise.all(running);
      await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

const CLOSED: AwsAnswer = {
  status: 503,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: 'ServiceUnavailable', message: 'the local run is stopping' }),
};

function hand(server: DynaliteServer, { headers, body }: AwsCall, resolve: (answer: AwsAnswer) => void): void {
  const request = Object.assign(new EventEmitter(), { method: 'POST', url: '/', headers });
  const answered: Record<string, string> = {};
  const response = {
    statusCode: 200,
    setHeader: (name: string, value: string | number) => {
      answered[name.toLowerCase()] = String(value);
    },
    end: (text = '') => resolve({ status: response.statusCode, headers: answered, body: text }),
  };
  server.emit('request', request, response);
  request.emit('data', body);
  request.emit('end');
}
