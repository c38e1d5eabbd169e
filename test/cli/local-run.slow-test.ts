import { execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { EventView } from '../../cli/events/event-view.ts';
import { eventually, type Result, type Running, startRunning, temporaryDirectory } from '../scenarios/running.ts';
import { type StandIn, standInForAws } from './stand-in-for-aws.ts';

const directory = temporaryDirectory();
let running: Running;

beforeAll(async () => {
  running = await startRunning({ config: 'test/cli/fixtures/webhooks.ts' });
}, 60_000);
afterAll(async () => {
  expect(await running.stop()).toBe(0);
});

/** Sends one event and returns its id. */
async function trigger(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await running.cli('trigger', ...words, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout.split('\n')[0] ?? '').id;
}

async function show(id: string): Promise<EventView> {
  const { stdout } = await running.cli('events', 'show', 'stripe', id, '--json');
  return JSON.parse(stdout);
}

const settled = (id: string, processor: string, status: string) =>
  eventually(
    () => show(id),
    ({ processors }) => processors[processor]?.status === status,
  );

describe('trigger', () => {
  test('sends a realistic event that is accepted, and then the very same one again', async () => {
    const { code, stdout } = await running.cli(
      'trigger',
      'stripe',
      'payment_intent.succeeded',
      '--repeat',
      '3',
      '--json',
    );
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ status, answer }) => [status, answer.status])).toEqual([
      [200, 'accepted'],
      [200, 'duplicate'],
      [200, 'duplicate'],
    ]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers[0]).toMatchObject({
      source: 'stripe',
      type: 'payment_intent.succeeded',
      answer: { id: answers[0].id },
    });
    expect(code).toBe(0);
  });

  test('tells what it sent and what it heard in two lines', async () => {
    const { stdout } = await running.cli('trigger', 'github', 'push');
    expect(stdout).toMatch(
      /^[-\d]+ [:\d]+ {3}--> push \[[-0-9a-f]{36}\] github\n[-\d]+ [:\d]+ {2}<-- {2}\[200\] ignored \(\d+ ms\)\n$/,
    );
  });

  test.each(['body', 'signature', 'timestamp', 'secret'])('is refused when the %s is tampered with', async (what) => {
    const { code, stdout } = await running.cli('trigger', 'stripe', '--tamper', what, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ status: 401 });
    expect(code).toBe(0);
  });

  test('says so when the source does not sign what is to be tampered with', async () => {
    const { code, stderr } = await running.cli('trigger', 'acme', '--tamper', 'body');
    expect(stderr).toMatch(/^error: --tamper body changes nothing that Own sender signs .*: try another\n$/);
    expect(code).toBe(2);
  });

  test('sends the bytes of a file', async () => {
    const payload = join(directory, 'order.json');
    writeFileSync(payload, '{ "id":"order_1",   "type": "order.placed" }\n');
    expect(await trigger('acme', '--payload', payload)).toBe('order_1');
    const { stdout } = await running.cli('events', 'show', 'acme', 'order_1', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ id: 'order_1', type: 'order.placed' });
    await eventually(
      async () => running.log(),
      (log) => /succeed seen \[order_1\] \(bytes 45\)/.test(log),
    );
  });

  test('fails when the answer is not the right one', async () => {
    const payload = join(directory, 'broken.json');
    writeFileSync(payload, 'not JSON');
    const { code, stdout, stderr } = await running.cli('trigger', 'stripe', '--payload', payload);
    expect(stdout).toContain('[400]');
    expect(stderr).toBe(`error: the local run on port ${running.port} answered 400 where 2xx was to be expected\n`);
    expect(code).toBe(1);
  });

  test('names the sources when there is no such one, and the samples when there is none', async () => {
    const unknown = await running.cli('trigger', 'strip');
    expect(unknown).toMatchObject({
      code: 2,
      stderr: 'error: there is no source "strip"; there are: stripe, github, acme\n',
    });
  });
});

describe('events', () => {
  test('show tells the status of each processor, and what went wrong', async () => {
    const done = await settled(await trigger('stripe', 'payment_intent.succeeded'), 'succeed', 'done');
    expect(done.processors).toEqual({ succeed: { status: 'done', attempts: 1, failures: [] } });

    const refused = await settled(await trigger('stripe', 'charge.refunded'), 'refuse', 'failed');
    const error = 'PermanentError: no refunds on Sundays';
    expect(refused.processors.refuse).toMatchObject({ attempts: 1, failures: [{ attempt: 1, error }] });

    const retried = await settled(await trigger('stripe', 'invoice.paid'), 'fail-once', 'retrying');
    expect(retried.processors['fail-once']).toMatchObject({ attempts: 1, retryAt: expect.any(String) });
    const { stdout } = await running.cli('events', 'show', 'stripe', retried.id);
    expect(stdout).toMatch(
      /fail-once: retrying, next attempt .*\n {4}attempt 1, .*: Error: the ledger of invoices is locked/,
    );
  });

  test('show says that there is no such event', async () => {
    const { code, stdout, stderr } = await running.cli('events', 'show', 'stripe', 'evt_none', '--json');
    expect(stderr).toBe(
      `error: the ledger of the local run on port ${running.port} has no event "evt_none" of a source "stripe"\n`,
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  test('list finds events by source, type and status, newest first', async () => {
    const older = await trigger('stripe', 'charge.refunded');
    await settled(older, 'refuse', 'failed');
    const newer = await trigger('stripe', 'payment_intent.payment_failed');
    await settled(newer, 'succeed', 'done');
    const ids = async (...options: string[]) => {
      const { stdout } = await running.cli('events', 'list', '--json', ...options);
      return JSON.parse(stdout).map(({ id }: { id: string }) => id);
    };
    expect((await ids('--source', 'stripe')).slice(0, 2)).toEqual([newer, older]);
    expect((await ids('--type', 'charge.*'))[0]).toBe(older);
    expect((await ids('--status', 'failed'))[0]).toBe(older);
    expect(await ids('--limit', '1', '--source', 'stripe')).toEqual([newer]);
    expect(await ids('--since', new Date(Date.now() + 60_000).toISOString())).toEqual([]);
    expect(await ids('--source', 'github')).toEqual([]);
  });

  test('list is a table for people, and says so when there is nothing in it', async () => {
    const id = await trigger('stripe', 'charge.refunded');
    await settled(id, 'refuse', 'failed');
    const { stdout } = await running.cli('events', 'list', '--limit', '1');
    expect(stdout).toMatch(
      new RegExp(
        `^RECEIVED +SOURCE +TYPE +ID +PROCESSORS\n[-\\d]+ [:\\d]+ +stripe +charge.refunded +${id} +refuse failed\n$`,
      ),
    );
    const none = await running.cli('events', 'list', '--source', 'github');
    expect(none).toMatchObject({
      code: 0,
      stdout: '',
      stderr: `no such event in the local run on port ${running.port}\n`,
    });
  });

  test('tail follows an event until it is settled, and ends with Ctrl-C', async () => {
    const args = ['bin/breakwater.js', 'events', 'tail', '--json', '--port', String(running.port)];
    const tail = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise((done) => tail.once('exit', done));
    await new Promise((done) => tail.stderr.once('data', done));
    const seen: EventView[] = [];
    createInterface(tail.stdout).on('line', (line) => seen.push(JSON.parse(line)));
    const id = await trigger('stripe', 'charge.refunded');
    await eventually(
      async () => seen.at(-1),
      (event) => event?.processors.refuse?.status === 'failed',
    );
    expect(new Set(seen.map((event) => event.id))).toEqual(new Set([id]));
    tail.kill('SIGINT');
    expect(await ended).toBe(0);
  });
});

describe('a deployed stack', () => {
  let aws: StandIn;
  beforeAll(async () => {
    const { outputs, awsEndpoint } = JSON.parse(readFileSync(`.breakwater/runs/${running.port}.json`, 'utf8'));
    aws = await standInForAws('Webhooks', outputs, awsEndpoint);
  });
  afterAll(() => aws.close());

  const cli = (...words: string[]): Promise<Result> =>
    new Promise((done) => {
      const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
      const env = { ...process.env, ...credentials, AWS_ENDPOINT_URL: aws.url };
      const args = ['bin/breakwater.js', ...words, '--region', 'us-east-1'];
      execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
        done({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });

  test('is worked on by the same commands as a local run', async () => {
    const where = ['--stack', 'Webhooks', '--config', 'test/cli/fixtures/webhooks.ts'];
    const sent = await cli('trigger', 'stripe', ...where, '--json');
    expect(sent).toMatchObject({ code: 0, stderr: '' });
    const { id } = JSON.parse(sent.stdout);
    const shown = await cli('events', 'show', 'stripe', id, '--stack', 'Webhooks', '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({ source: 'stripe', id });
    const listed = await cli('events', 'list', ...where, '--limit', '1', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject([{ id }]);
  });

  test('has a console, for whoever has its link', async () => {
    const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_ENDPOINT_URL: aws.url };
    const where = ['--stack', 'Webhooks', '--region', 'us-east-1', '--config', 'test/cli/fixtures/webhooks.ts'];
    const child = spawn(process.execPath, ['bin/breakwater.js', 'console', ...where, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...credentials },
    });
    const ended = new Promise((done) => child.once('exit', done));
    const line = await new Promise<string>((done) => createInterface(child.stdout).once('line', done));
    const { url } = JSON.parse(line);
    const entered = await fetch(url, { redirect: 'manual' });
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const ask = (path: string, headers: Record<string, string>) =>
      fetch(new URL(`/console/api/${path}`, url), { headers }).then((response) => response.json());
    expect(await ask('overview', { cookie })).toMatchObject({ name: 'the stack Webhooks', isLocal: false });
    const id = await trigger('stripe', 'payment_intent.succeeded');
    await eventually(
      () => ask('events', { cookie }),
      (page) => Object(page).rows?.[0]?.id === id,
    );
    expect(await ask(`content?source=stripe&id=${id}`, { cookie })).toMatchObject({
      from: 'nowhere',
      why: expect.stringContaining('archive: true'),
    });
    expect(await ask('events', {})).toEqual({ error: expect.stringContaining('token') });
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  test('that is not there is said to be not there', async () => {
    expect(await cli('events', 'show', 'stripe', 'evt_1', '--stack', 'Elsewhere')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error: there is no stack "Elsewhere" in this account and region: see --region and --profile\n',
    });
  });
});
