import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a double answers to a request. */
export interface DoubleAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface DoubleRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
}

/** A provider's API on this machine. */
export interface ProviderDouble {
  readonly url: string;
  /** Every request so far, as `GET /path?query`. */
  readonly requests: readonly string[];
  /** The next requests are answered so, whatever they ask; then it is itself again. */
  trouble(...answers: readonly DoubleAnswer[]): void;
  close(): Promise<void>;
}

/** Starts a double that answers as it is told. A body that is a text is sent as it is. */
export async function startDouble(
  answer: (request: DoubleRequest, self: { readonly url: string }) => DoubleAnswer | Promise<DoubleAnswer>,
): Promise<ProviderDouble> {
  const requests: string[] = [];
  const troubles: DoubleAnswer[] = [];
  const server = createServer(async ({ method = 'GET', url: path = '/', headers }, response) => {
    requests.push(`${method} ${path}`);
    const request = { method, url: new URL(path, double.url), headers };
    const { status = 200, headers: answered, body } = troubles.shift() ?? (await answer(request, double));
    response.writeHead(status, { 'content-type': 'application/json', ...answered });
    response.end(typeof body === 'string' ? body : JSON.stringify(body ?? null));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const double: ProviderDouble = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    trouble: (...answers) => void troubles.push(...answers),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return double;
}
