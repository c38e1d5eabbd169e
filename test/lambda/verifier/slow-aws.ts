import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** AWS as far as a verifier needs it, of which some calls are never answered. */
export interface SlowAws {
  readonly url: string;
  /** What was asked for, in order, such as `PutItem`. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Starts it.
 * @param hangs - whether a call is left without an answer, by its action and by how often it was asked for before
 */
export async function startSlowAws(
  secret: string,
  hangs: (action: string, before: number) => boolean,
): Promise<SlowAws> {
  const asked: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const action = String(request.headers['x-amz-target'] ?? request.method)
      .split('.')
      .at(-1);
    const before = asked.filter((each) => each === action).length;
    asked.push(action ?? '');
    if (hangs(action ?? '', before)) return;
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify(ANSWERS[action ?? '']?.(body, secret) ?? {}));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const ANSWERS: Readonly<Record<string, (body: string, secret: string) => object>> = {
  GetSecretValue: (_, secret) => ({ SecretString: secret }),
  // The SDK compares the digest with what it sent.
  SendMessage: (body) => ({
    MessageId: 'm',
    MD5OfMessageBody: createHash('md5').update(JSON.parse(body).MessageBody).digest('hex'),
  }),
};
