import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { clientsOf, depthOf, noteOf } from './aws-clients.ts';
import { template, writeAssembly } from './fixtures/write-assembly.ts';
import { endRuns, eventually, type RunInProcess, startRun, temporaryDirectory } from './run-in-process.ts';

let assembly: string;

beforeAll(async () => {
  assembly = await writeAssembly(join(temporaryDirectory(), 'assembly'));
});
afterAll(endRuns);

const send = (run: RunInProcess, task: string, body: object) =>
  fetch(`${run.url}/webhooks/${task}`, { method: 'POST', body: JSON.stringify(body) });
const secretOf = async (run: RunInProcess) =>
  (await clientsOf(run).secrets.send(new GetSecretValueCommand({ SecretId: 'Small/stripe' }))).SecretString;
const runFileOf = ({ directory, url }: RunInProcess) =>
  join(directory, '.breakwater', 'runs', `${new URL(url).port}.json`);

/** The processes of functions that a run has started. */
function functionProcesses(runId: number): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes('bootstrap.mjs') && line.trim().split(/\s+/)[1] === `${runId}`);
}

test('notes itself while it is up, and leaves nothing behind when it stops', async () => {
  const run = await startRun({ assembly });
  expect(JSON.parse(readFileSync(runFileOf(run), 'utf8'))).toEqual({
    url: run.url,
    awsEndpoint: run.awsEndpoint,
    pid: run.pid,
    stackName: 'Small',
    region: 'us-east-1',
    outputs: run.outputs,
    secretsPrefix: 'Small/',
    startedAt: expect.any(String),
  });
  expect(run.outputs).toEqual({
    WebhookUrl: `${run.url}/webhooks`,
    WorkQueueUrl: `${run.awsEndpoint}/000000000000/Small-work`,
    WorkDeadLetterQueueUrl: `${run.awsEndpoint}/000000000000/Small-work-dead-letter`,
    LedgerTableName: 'Small-Table',
  });
  await run.stop();
  expect(existsSync(runFileOf(run))).toBe(false);
  expect(functionProcesses(run.pid)).toEqual([]);
});

test('hands the public URL to functions in place of its own', async () => {
  const run = await startRun({ assembly, publicUrl: 'https://tunnel.test' });
  expect(run.outputs.WebhookUrl).toBe('https://tunnel.test/webhooks');
  await run.stop();
});

test('ends cleanly while calls to DynamoDB are on their way', async () => {
  const run = await startRun({ assembly, intercept: () => 'pass' });
  const { tables } = clientsOf(run);
  let calls = 0;
  const callOn = async () => {
    const isOver = run.ended.then(() => true);
    while (!(await Promise.race([isOver, false]))) {
      await tables
        .send(new GetItemCommand({ TableName: 'Small-Table', Key: { pk: { S: 'x' } } }))
        .catch(() => undefined);
      calls += 1;
    }
  };
  const calling = Promise.all(Array.from({ length: 40 }, callOn));
  await eventually(
    () => calls,
    (made) => made > 200,
  );
  await run.stop();
  await calling;
  expect(await run.ended).toBe(0);
});

test('lets a running invocation end when it is stopped', async () => {
  const run = await startRun({ assembly });
  const answer = send(run, 'slow', { id: 'slow' });
  await eventually(
    () => run.messages.some(({ text }) => text === 'slow, but on its way'),
    (isRunning) => isRunning,
  );
  await run.stop();
  expect((await answer).status).toBe(200);
});

test('generates the secrets that are missing, says so without showing them, and keeps them', async () => {
  const dataDirectory = temporaryDirectory();
  const first = await startRun({ assembly, dataDirectory });
  const secret = await secretOf(first);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(first.messages).toContainEqual({ kind: 'progress', text: 'generated local secrets for stripe' });
  expect(JSON.stringify(first.messages)).not.toContain(secret);
  expect(statSync(join(dataDirectory, 'secrets.json')).mode & 0o777).toBe(0o600);
  await first.stop();

  const second = await startRun({ assembly, dataDirectory });
  expect(await secretOf(second)).toBe(secret);
  expect(second.messages.filter(({ text }) => text.startsWith('generated'))).toEqual([]);
  await second.stop();
  const third = await startRun({ assembly, dataDirectory, secrets: { stripe: ['given-from-now-on'] } });
  expect(await secretOf(third)).toBe('given-from-now-on');
  await third.kill();
});

test('loses nothing that was answered 200 when it is killed, and its functions end with it', async () => {
  const dataDirectory = temporaryDirectory();
  const first = await startRun({ assembly, dataDirectory });
  await send(first, 'any', { id: 'warm' });
  await eventually(
    () => noteOf(first, 'warm'),
    ({ count }) => count === 1,
  );
  const whileThere = join(dataDirectory, 'first-run');
  writeFileSync(whileThere, '');
  const ids = Array.from({ length: 20 }, (_, index) => `kept-${index}`);
  // Each one's processor is in the middle of it when the run dies.
  const answers = await Promise.all(ids.map((id) => send(first, 'any', { id, task: 'hang', whileThere })));
  expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
  await eventually(
    () => depthOf(first, 'Small-work'),
    ({ held }) => held > 0,
  );
  const functions = functionProcesses(first.pid).map((line) => line.trim().split(/\s+/)[0] ?? '');
  expect(functions.length).toBeGreaterThan(1);
  await first.kill();
  rmSync(whileThere);
  await eventually(
    () => functions.filter((pid) => existsSync(`/proc/${pid}`)),
    (left) => left.length === 0,
  );

  const second = await startRun({ assembly, dataDirectory });
  for (const id of ids)
    await eventually(
      () => noteOf(second, id),
      ({ count }) => count >= 1,
      25_000,
    );
  await eventually(
    () => depthOf(second, 'Small-work'),
    ({ visible, held }) => visible + held === 0,
    25_000,
  );
  const { record } = await noteOf(second, ids[0] ?? '');
  expect(Number(record.attributes.ApproximateReceiveCount)).toBe(1);
  await second.kill();
}, 60_000);

test('replaces a function process that is killed', async () => {
  const run = await startRun({ assembly });
  await send(run, 'nothing', {});
  const [line = ''] = functionProcesses(run.pid);
  process.kill(Number(line.trim().split(/\s+/)[0]), 'SIGKILL');
  // Until the run hears of it, an invocation may still be given to the process, and fails.
  await eventually(
    async () => (await send(run, 'nothing', {})).status,
    (status) => status === 200,
  );
  expect(functionProcesses(run.pid)).not.toContain(line);
  await run.stop();
});

describe('says in one sentence why it cannot start, and leaves nothing running', () => {
  const failing = (options: object) => startRun({ assembly, ...options });

  test('a taken port', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await expect(failing({ port })).rejects.toMatchObject({
      name: 'LocalRunError',
      message: `Port ${port} is taken: stop what listens there, or choose another with --port`,
    });
    server.close();
  });

  test('a data directory that another run has open', async () => {
    const dataDirectory = temporaryDirectory();
    const run = await startRun({ assembly, dataDirectory });
    await expect(failing({ dataDirectory })).rejects.toMatchObject({
      name: 'LocalRunError',
      message: expect.stringMatching(/queues\.db is in use by another run: stop that one/),
    });
    await run.stop();
  });

  test('a directory that holds no assembly', async () => {
    await expect(failing({ assembly: '/nowhere' })).rejects.toMatchObject({
      name: 'LocalRunError',
      message: expect.stringMatching(/^\/nowhere holds no cloud assembly/),
    });
  });

  test('a secret for a source that does not exist', async () => {
    await expect(failing({ secrets: { strip: ['x'] } })).rejects.toMatchObject({
      name: 'LocalRunError',
      message: 'The secrets name strip, but the sources are stripe: correct the secrets file',
    });
  });

  test('a table that was kept with another key', async () => {
    const dataDirectory = temporaryDirectory();
    await (await startRun({ assembly, dataDirectory })).stop();
    const { Table } = template.Resources;
    const Properties = { ...Table.Properties, KeySchema: [{ AttributeName: 'shard', KeyType: 'HASH' }] };
    const other = await writeAssembly(
      join(temporaryDirectory(), 'assembly'),
      { ...template, Resources: { ...template.Resources, Table: { ...Table, Properties } } },
      {},
    );
    await expect(failing({ assembly: other, dataDirectory })).rejects.toMatchObject({
      message: expect.stringMatching(/^Table Small-Table of the data directory has the key pk \(HASH\) and not shard/),
    });
  });
});

test('warns of resources that it does not know, and runs the others', async () => {
  const Resources = { ...template.Resources, Bus: { Type: 'AWS::StepFunctions::StateMachine', Properties: {} } };
  const other = await writeAssembly(join(temporaryDirectory(), 'assembly'), { ...template, Resources });
  const run = await startRun({ assembly: other });
  expect(run.messages).toContainEqual({
    kind: 'warning',
    text: 'a local run leaves out AWS::StepFunctions::StateMachine',
  });
  expect((await send(run, 'nothing', {})).status).toBe(200);
  await run.stop();
});
