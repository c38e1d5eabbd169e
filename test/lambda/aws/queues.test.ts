import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openQueues } from '../../../lambda/aws/queues.ts';

const sent: Record<string, unknown>[] = [];
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = JSON.parse(Buffer.concat(chunks).toString());
  sent.push(body);
  const MD5OfMessageBody = createHash('md5').update(String(body.MessageBody)).digest('hex');
  response.end(JSON.stringify({ MessageId: 'm', MD5OfMessageBody }));
}).listen(0, '127.0.0.1');
beforeAll(async () => {
  if (!server.listening) await once(server, 'listening');
});
afterAll(() => server.close());

const open = (trace?: () => string | undefined) => {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return openQueues({ endpoint, region: 'us-east-1', credentials }, trace);
};
const URL = 'https://sqs.us-east-1.amazonaws.com/1/q';

test('a message takes the trace of X-Ray along, that of the moment, and none where there is none', async () => {
  let trace: string | undefined = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
  const queues = open(() => trace);
  await queues.send(URL, { body: 'traced' });
  trace = undefined;
  await queues.send(URL, { body: 'not traced' });
  await open().send(URL, { body: 'from a laptop' });
  expect(sent.map(({ MessageSystemAttributes }) => MessageSystemAttributes)).toEqual([
    {
      AWSTraceHeader: {
        DataType: 'String',
        StringValue: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
      },
    },
    undefined,
    undefined,
  ]);
});
