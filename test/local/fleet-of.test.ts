import { fleetOf } from '../../local/fleet-of.ts';
import type { LocalFunction } from '../../local/resources/resource-type.ts';

/** The sizes of a verifier and of so many processors, each of which may run twice at once. */
function sizesWith(processors: number, concurrency = 2): readonly number[] {
  const names = ['verifier', ...Array.from({ length: processors }, (_, index) => `work-${index}`)];
  const fleet = fleetOf({
    functions: new Map(names.map((name) => [name, functionOf(name)])),
    routes: [{ routeKey: 'POST /webhooks/{source}', functionId: 'verifier', timeoutMs: 1000 }],
    mappings: names.slice(1).map((functionName) => ({
      logicalId: `${functionName}-mapping`,
      functionName,
      queueName: functionName,
      queueArn: `arn:aws:sqs:us-east-1:000000000000:${functionName}`,
      queueUrl: `http://127.0.0.1/000000000000/${functionName}`,
      batchSize: 10,
      windowSeconds: 0,
      concurrency,
      reportsItems: true,
    })),
  });
  return fleet.map(({ size }) => size);
}

const functionOf = (name: string): LocalFunction => ({
  logicalId: name,
  name,
  arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
  code: 'code',
  handler: 'index.handler',
  environment: {},
  timeoutSeconds: 30,
  memoryMb: 512,
  logGroup: name,
  aliases: [],
  roleArn: '',
});

test('a processor runs as often at once as its queue allows', () => {
  expect(sizesWith(3)).toEqual([4, 2, 2, 2]);
  expect(sizesWith(1, 1)).toEqual([4, 1]);
});

test('many processors run once at a time each, so that their processes fit into the memory of a laptop', () => {
  expect(sizesWith(100).slice(1)).toEqual(Array.from({ length: 100 }, () => 1));
});

test('a function that nobody polls, and no route leads to, has one process', () => {
  const alone = { functions: new Map([['purge', functionOf('purge')]]), routes: [], mappings: [] };
  expect(fleetOf(alone).map(({ size }) => size)).toEqual([1]);
});
