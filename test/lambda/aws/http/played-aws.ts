import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a request is answered: in JSON, or not at all. */
export type Played =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: object | string;
    }
  | 'hangs'
  /** The connection is closed without an answer. */
  | 'is reset'
  /** The connection is closed in the middle of the answer. */
  | 'is cut off';

/** A request as it came in. */
export interface Seen {
  readonly headers: IncomingMessage['headers'];
  readonly body: object;
}

/** AWS as a script has it: what is asked for by a path is answered one after the other, and in the end always alike. */
export interface PlayedAws {
  /** An endpoint whose requests are answered so. */
  play(answers: readonly Played[]): { readonly endpoint: string; readonly seen: readonly Seen[] };
  close(): void;
}

export async function startPlayedAws(): Promise<PlayedAws> {
  const scripts: { readonly answers: readonly Played[]; readonly seen: Seen[] }[] = [];
  const server = createServer(async (request, response) => {
    const { answers, seen } = scripts[Number(request.url?.split('/')[1])] ?? { answers: [], seen: [] };
    const body = JSON.parse(await text(request));
    const answer = answers[Math.min(seen.length, answers.length - 1)] ?? 'hangs';
    seen.push({ headers: request.headers, body });
    give(answer, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    play(answers) {
      const seen: Seen[] = [];
      const number = scripts.push({ answers, seen }) - 1;
      return { endpoint: `http://127.0.0.1:${port}/${number}`, seen };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function give(answer: Played, response: ServerResponse): void {
  if (answer === 'hangs') return;
  if (answer === 'is reset') return void response.socket?.destroy();
  if (answer === 'is cut off') {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"half":', () => response.socket?.destroy());
    return;
  }
  const { status = 200, headers, body } = answer;
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
