import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DescribeTimeToLiveCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { clientsOf, noteOf } from './aws-clients.ts';
import { writeAssembly } from './fixtures/write-assembly.ts';
import { endRuns, eventually, type RunInProcess, startRun, temporaryDirectory } from './run-in-process.ts';

let assembly: string;

beforeAll(async () => {
  try {
    execFileSync('java', ['-version'], { stdio: 'ignore' });
  } catch (cause) {
    throw new Error('these tests need Java 17 or newer on the PATH: they run Amazon DynamoDB Local', { cause });
  }
  assembly = await writeAssembly(join(temporaryDirectory(), 'assembly'));
});
afterAll(endRuns);

const start = (more = {}) => startRun({ assembly, engine: 'dynamodb-local', ...more });
const javaOf = (directory: string) =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('DynamoDBLocal.jar') && line.includes(directory) && !line.includes('java-guard'));
const receive = (run: RunInProcess, id: string) =>
  fetch(`${run.url}/webhooks/any`, { method: 'POST', body: JSON.stringify({ id }) });

test('runs a stack on DynamoDB Local, with what dynalite lacks, and keeps it when the run is killed', async () => {
  const dataDirectory = temporaryDirectory();
  const first = await start({ dataDirectory });
  expect((await receive(first, 'kept')).status).toBe(200);
  // SQS delivers at least once, and a cold Java answers its first calls late: the second delivery may be there already.
  await eventually(
    () => noteOf(first, 'kept'),
    ({ count }) => count >= 1,
  );
  const { tables } = clientsOf(first);
  await expect(
    tables.send(
      new PutItemCommand({
        TableName: 'Small-Table',
        Item: { pk: { S: 'kept' } },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
  ).rejects.toMatchObject({ Item: { count: { N: expect.any(String) } } });
  const { TimeToLiveDescription } = await tables.send(new DescribeTimeToLiveCommand({ TableName: 'Small-Table' }));
  expect(TimeToLiveDescription).toEqual({ AttributeName: 'expires', TimeToLiveStatus: 'ENABLED' });

  await first.kill();
  await eventually(
    () => javaOf(dataDirectory),
    (left) => left.length === 0,
  );
  const second = await start({ dataDirectory });
  expect((await noteOf(second, 'kept')).count).toBeGreaterThanOrEqual(1);
  await second.stop();
  expect(javaOf(dataDirectory)).toEqual([]);
}, 60_000);
