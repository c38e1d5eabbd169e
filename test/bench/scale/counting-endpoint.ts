import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { AwsOptions } from '../../../lambda/aws/client-config.ts';
import type { Engine } from '../../../local/engines/engine.ts';

/** What was asked of an engine. */
export interface Counts {
  readonly calls: number;
  /** Items and rows of the index that were read. */
  readonly items: number;
}

/** An engine behind an address, with a count of what it answers. */
export interface CountingEndpoint {
  readonly aws: AwsOptions;
  /** What was counted since it was asked last. */
  readonly take: () => Counts;
  close(): Promise<void>;
}

/** Puts an engine of DynamoDB behind an address. */
export async function countingEndpoint(engine: Engine): Promise<CountingEndpoint> {
  let counts: Counts = { calls: 0, items: 0 };
  const server = createServer(async (request, response) => {
    const { status, headers, body } = await engine.answer(await callOf(request));
    counts = { calls: counts.calls + 1, items: counts.items + itemsIn(String(body)) };
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    aws: { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } },
    take() {
      const taken = counts;
      counts = { calls: 0, items: 0 };
      return taken;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await engine.close();
    },
  };
}

async function callOf(request: IncomingMessage) {
  const { method = '', url = '', headers } = request;
  const named = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return { method, url, headers: Object.fromEntries(named), body: await buffer(request) };
}

/** Of a Query, a BatchGetItem or a GetItem. */
function itemsIn(answer: string): number {
  const { Items, Responses, Item } = JSON.parse(answer);
  const batches = Object.values<readonly unknown[]>(Responses ?? {});
  return (Items?.length ?? 0) + batches.reduce((sum, { length }) => sum + length, 0) + (Item ? 1 : 0);
}
