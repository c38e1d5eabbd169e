import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { callGate } from './call-gate.ts';
import type { AwsAnswer, AwsCall, Engine } from './engine.ts';
import { transactWriter } from './transact-write.ts';
import { openJournal } from './transaction-journal.ts';

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
  const plain: Engine = {
    answer: (call) => new Promise((resolve) => hand(server, call, resolve)),
    close: () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
  const writer = transactWriter(plain, openJournal(directory && `${directory}-transaction.json`), Date.now);
  await writer.recover();
  // It throws, where nobody can catch it, when it is called while it closes.
  const gate = callGate();
  let isClosing = false;
  return {
    async answer(call) {
      if (isClosing) return CLOSED;
      if (call.headers['x-amz-target'] === TRANSACT_WRITE) return gate.alone(() => writer.answer(call.body));
      return gate.together(() => plain.answer(call));
    },
    async close() {
      isClosing = true;
      await gate.idle();
      await plain.close();
    },
  };
}

/** What dynalite lacks. */
const TRANSACT_WRITE = 'DynamoDB_20120810.TransactWriteItems';

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
