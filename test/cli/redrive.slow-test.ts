import { execFile } from 'node:child_process';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { type Redriving, startRedriving } from '../scenarios/redriving.ts';
import { eventually, type Result, temporaryDirectory } from '../scenarios/running.ts';
import { CALLER, standInForAws } from './stand-in-for-aws.ts';

const CONFIG = 'test/scenarios/fixtures/redrive/webhooks.ts';
const directory = temporaryDirectory();
let redriving: Redriving;

beforeAll(async () => {
  redriving = await startRedriving(directory);
}, 60_000);
afterAll(async () => {
  expect(await redriving.running.stop()).toBe(0);
});

const cli = (...words: string[]) => redriving.running.cli(...words);

/** Waits until a processor has given up so many events, the unreadable ones included. */
const lettersOf = async (processor: string, count: number) =>
  eventually(
    async () => JSON.parse((await cli('dead-letters', 'list', processor, '--json')).stdout),
    (list) => list.length === count,
  );

test('what a processor wants to have looked at is redriven only once that is confirmed', async () => {
  await redriving.post('evt_careful', 'cus_7', 'charge.failed');
  await lettersOf('careful', 1);
  const refused = await cli('redrive', 'careful');
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(/^plan: 1 of 1 dead letters of careful in the local run on port \d+ go back/);
  expect(refused.stderr).toContain(
    'error: the processor "careful" says redrive: "review": look at each event with --dry-run, then add --confirm\n',
  );
  expect(await cli('redrive', 'careful', '--dry-run')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/stripe +charge.failed +evt_careful +1 +Error: the ledger of charges is locked\n$/),
  });

  redriving.mend();
  const confirmed = await cli('redrive', 'careful', '--confirm');
  expect(confirmed).toMatchObject({ code: 0, stdout: '1 of 1 dead letters are on the queue of careful\n' });
  await eventually(
    async () => redriving.attempts().filter(({ id, outcome }) => id === 'evt_careful' && outcome === 'done').length,
    (count) => count === 1,
  );
});

test('what cannot be read is listed, and goes only when it is named', async () => {
  const QueueUrl = redriving.urlOf('pay-dead-letter');
  await redriving.clients().queues.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  const [letter] = await lettersOf('pay', 1);
  expect(letter).toMatchObject({ processor: 'pay', readable: false, error: 'not an envelope of an event' });

  const all = await cli('redrive', 'pay');
  expect(all).toMatchObject({ code: 0, stdout: '0 of 0 dead letters are on the queue of pay\n' });
  expect(all.stderr).toContain('1 cannot be read, and go only when they are named by the id of the message');
  expect(await cli('redrive', 'pay', letter.message)).toMatchObject({ code: 0 });
  // The processor cannot make anything of it either.
  const [again] = await eventually(
    async () => lettersOf('pay', 1),
    ([one]) => one.message !== letter.message,
  );
  expect(again).toMatchObject({ readable: false, attempts: 0 });
}, 60_000);

test('an id that no letter has is said to be missing, and a processor that is none is wrong use', async () => {
  const missing = await cli('redrive', 'pay', 'evt_none', '--json');
  expect(missing).toMatchObject({ code: 1 });
  expect(missing.stderr).toContain('no such dead letter (any more): evt_none');
  expect(missing.stderr).toContain('error: 0 of 0 were moved, and there is no dead letter evt_none\n');
  const unknown = { code: 2, stderr: 'error: there is no processor "pray"; there are: pay, ship, careful\n' };
  expect(await cli('redrive', 'pray')).toMatchObject(unknown);
  expect(await cli('dead-letters', 'list', 'pray')).toMatchObject(unknown);
});

test('a deployed stack is worked on by the same commands, under the name of the caller', async () => {
  const { outputs, awsEndpoint } = redriving.endpoint();
  const aws = await standInForAws('Webhooks', outputs, awsEndpoint);
  const onStack = (...words: string[]): Promise<Result> =>
    new Promise((done) => {
      const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
      const env = { ...process.env, ...credentials, AWS_ENDPOINT_URL: aws.url };
      const args = ['bin/breakwater.js', ...words, '--stack', 'Webhooks', '--region', 'us-east-1', '--json'];
      execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
        done({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
  try {
    const [letter] = await lettersOf('pay', 1);
    const listed = JSON.parse((await onStack('dead-letters', 'list', 'pay', '--config', CONFIG)).stdout);
    expect(listed).toMatchObject([{ message: letter.message, log: { group: expect.stringMatching(/./) } }]);
    const moved = await onStack('redrive', 'pay', letter.message, '--config', CONFIG);
    expect(moved).toMatchObject({ code: 0 });
    expect(JSON.parse(moved.stdout)).toMatchObject({
      moved: 1,
      ended: 'done',
      estimate: { dollars: expect.any(Number) },
    });
    const [record] = JSON.parse((await onStack('audit', '--limit', '1')).stdout);
    expect(record).toMatchObject({ who: CALLER, command: 'redrive', on: 'pay', options: { ids: letter.message } });
  } finally {
    aws.close();
  }
}, 60_000);
