import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { runCli } from '../../cli/run-cli.ts';

/** A directory without any project in it. */
const directory = mkdtempSync(join(tmpdir(), 'breakwater-'));
const home = process.cwd();
beforeAll(() => process.chdir(directory));
afterAll(() => {
  process.chdir(home);
  rmSync(directory, { recursive: true });
});

/** Runs a command in this process. */
async function run(words: readonly string[], where = directory) {
  const written = { out: '', err: '' };
  const colors = createColors(false);
  const output = (name: 'out' | 'err') => ({
    colors,
    write(line: string) {
      written[name] += `${line}\n`;
    },
  });
  const terminal = { out: output('out'), err: output('err'), environment: process.env, directory: where };
  const code = await runCli(words, terminal);
  return { code, stdout: written.out, stderr: written.err };
}

test.each([
  ['nonsense', "unknown command 'nonsense'"],
  ['trigge stripe', "unknown command 'trigge' (Did you mean trigger?)"],
  ['providers --yaml', "unknown option '--yaml'"],
  ['providers strpe', 'there is no provider "strpe"; the nearest are stripe, '],
  ['providers stripe github', "too many arguments for 'providers'. Expected 1 argument but got 2."],
  ['start --port x', "option '--port <n>' argument 'x' is invalid. Allowed: whole numbers from 0 to 65535"],
  [
    'start --engine sqlite',
    "option '--engine <engine>' argument 'sqlite' is invalid. Allowed choices are dynalite, dynamodb-local",
  ],
  [
    'start --public-url example.com',
    "option '--public-url <url>' argument 'example.com' is invalid. Allowed: a URL such as",
  ],
  ['start --memory --data x', '--memory keeps nothing and --data says where to keep it: give one of them'],
  ['start --secrets missing.json', 'missing.json: there is no such file'],
  ['start --port 0', 'run breakwater in the project'],
  [
    'start --tunnel frp',
    "option '--tunnel [program]' argument 'frp' is invalid. Allowed choices are cloudflared, ngrok",
  ],
  ['start --tunnel ngrok --public-url https://a.example', "option '--tunnel [program]' cannot be used with option"],
  ['pull', "required option '--stack <name>' not specified"],
  ['completion tcsh', 'Allowed choices are bash, zsh, fish'],
  ['trigger', "missing required argument 'source'"],
  ['trigger stripe --tamper everything', 'Allowed choices are body, signature, timestamp, secret'],
  ['trigger stripe --repeat 0', "option '--repeat <n>' argument '0' is invalid. Allowed: whole numbers from 1 to"],
  ['trigger stripe --payload missing.json', 'missing.json: there is no such file'],
  ['trigger stripe --region eu-west-1', '--region and --profile belong to a deployed stack: name it with --stack NAME'],
  ['trigger stripe --stack Webhooks --port 4800', '--port means a local run and --stack a deployed one'],
  ['events list --status lost', 'Allowed choices are queued, running, done, retrying, failed'],
  [
    'events list --since yesterday',
    "option '--since <time>' argument 'yesterday' is invalid. Allowed: a time ago such as",
  ],
  ['events list --limit -1', "option '--limit <n>' argument '-1' is invalid"],
  ['events show stripe', "missing required argument 'id'"],
  ['redrive', "missing required argument 'processor'"],
  ['redrive pay --rate fast', "option '--rate <n>' argument 'fast' is invalid. Allowed: a rate such as 10/s, 300/m or"],
  ['redrive pay --limit 0', "option '--limit <n>' argument '0' is invalid. Allowed: whole numbers from 1 to"],
  [
    'dead-letters list --since yesterday',
    "option '--since <time>' argument 'yesterday' is invalid. Allowed: a time ago",
  ],
  ['audit --yaml', "unknown option '--yaml'"],
  ['events tail --yaml', "unknown option '--yaml'"],
  ['secrets set', "missing required argument 'source'"],
  ['secrets set stripe whsec_typed', 'a secret is not given on the command line, where the shell'],
  ['secrets rotate stripe whsec_typed --now', 'a secret is not given on the command line, where the shell'],
  ['secrets set stripe --tenant acme whsec_typed', 'a secret is not given on the command line, where the shell'],
  ['secrets remove shopify', "required option '--tenant <name>' not specified"],
  ['secrets remove shopify --tenant acme --recover-days 3', 'Allowed: whole numbers from 7 to 30'],
  ['secrets set stripe --value=whsec_typed', "unknown option '--value'"],
  ['secrets rotate stripe --overlap forever', "'forever' is invalid. Allowed: such as 90s, 15m, 24h or 7d, up to 90d"],
  ['secrets rotate stripe --overlap 1h --now', '--now takes the old secret out at once and --overlap keeps it'],
])('%s: exit code 2 and one sentence', async (words, sentence) => {
  const { code, stdout, stderr } = await run(words.split(' '));
  expect(stderr).toContain(sentence);
  expect(
    stderr
      .trimEnd()
      .split('\n')
      .filter((line) => line.startsWith('error: ')),
  ).toHaveLength(1);
  expect(stdout.includes('error')).toBe(false);
  expect(stderr).not.toContain('whsec_typed');
  expect(code).toBe(2);
});

test.each(['trigger stripe', 'events list', 'events show stripe evt_1', 'events tail'])(
  '%s fails with exit code 1 where no local run is up',
  async (words) => {
    const { code, stderr } = await run(words.split(' '));
    expect(stderr).toBe(
      'error: no local run is up in this directory: start one with "breakwater start", or name a stack with --stack NAME\n',
    );
    expect(code).toBe(1);
  },
);

test('asks whether the run has ended when it does not answer', async () => {
  const gone = {
    url: 'http://127.0.0.1:1',
    awsEndpoint: 'http://127.0.0.1:1',
    pid: process.pid,
    stackName: 'Webhooks',
  };
  const outputs = { WebhookUrl: 'http://127.0.0.1:1/webhooks', LedgerTableName: 'Ledger' };
  const file = {
    ...gone,
    outputs,
    region: 'us-east-1',
    startedAt: new Date(0).toISOString(),
    secretsPrefix: 'Webhooks/',
  };
  mkdirSync('.breakwater/runs', { recursive: true });
  writeFileSync('.breakwater/runs/1.json', JSON.stringify(file));
  const { code, stderr } = await run(['events', 'show', 'stripe', 'evt_1']);
  rmSync('.breakwater', { recursive: true });
  expect(stderr).toMatch(/^error: .*connect ECONNREFUSED 127\.0\.0\.1:1: has the local run ended\?\n$/);
  expect(code).toBe(1);
});

test('start says that a port is taken, before it does anything', async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const { code, stderr } = await run(['start', '--port', String(port)]);
  server.close();
  expect(stderr).toBe(`error: port ${port} is taken: choose another with --port\n`);
  expect(code).toBe(2);
});

test('start says what a failing app says, and leaves nothing behind', async () => {
  const project = mkdtempSync(join(directory, 'project-'));
  writeFileSync(join(project, 'cdk.json'), '{"app":"echo \'x.ts: no such source\' >&2; exit 1"}');
  const { code, stdout, stderr } = await run(['start', '--port', '0', '--json'], project);
  expect(stderr).toMatch(/synthesizing the app\nerror: x\.ts: no such source\n$/);
  expect(stdout).toBe('');
  expect(code).toBe(2);
  expect(readdirSync(project)).toEqual(['cdk.json']);
});

test.each([
  '',
  'start',
  'trigger',
  'events',
  'events list',
  'events show',
  'events tail',
  'providers',
  'doctor',
  'status',
  'pull',
  'new',
  'new processor',
  'new source',
  'secrets set',
  'secrets rotate',
  'secrets status',
])('%s --help explains with an example and succeeds', async (words) => {
  const { code, stdout, stderr } = await run([...words.split(' ').filter(Boolean), '--help']);
  expect(stdout).toMatch(/^Usage: breakwater/);
  if (words) expect(stdout).toMatch(/Examples:\n {2}breakwater /);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

test('providers lists every provider, as a table and as JSON, without a color in a pipe', async () => {
  const { stdout } = await run(['providers']);
  expect(stdout).toMatch(/^ID +NAME +DEADLINE +RETRIES +HANDSHAKE +PROOF\n/);
  expect(stdout).toMatch(/\nstripe +Stripe +10 s +3 days +– +HMAC-SHA256 of/);
  // How long Webflow waits is known to nobody.
  expect(stdout).toMatch(/\nwebflow +Webflow +– +\S+ \w+ +– +HMAC-SHA256 of/);
  const list = JSON.parse((await run(['providers', '--json'])).stdout);
  expect(list.find(({ id }: { id: string }) => id === 'slack')).toMatchObject({
    id: 'slack',
    name: 'Slack',
    scheme: expect.stringContaining('v0:{timestamp}:{body}'),
    handshake: ['signed', 'unsigned'],
    deadlineSeconds: 3,
    docs: expect.stringMatching(/^https:/),
  });
  expect(list.length).toBeGreaterThanOrEqual(100);
});
