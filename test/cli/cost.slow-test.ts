import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { runCli } from '../../cli/run-cli.ts';
import { PRICE_GOAL } from '../../core/cost/price-goal.ts';

const assembly = mkdtempSync(join(tmpdir(), 'breakwater-cost-'));

beforeAll(() => {
  const { app, context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const CDK_CONTEXT_JSON = JSON.stringify({ ...context, 'aws:cdk:bundling-stacks': [] });
  const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON };
  const { status, stderr } = spawnSync(app, { shell: true, encoding: 'utf8', env });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
afterAll(() => rmSync(assembly, { recursive: true }));

async function cost(...words: string[]) {
  const written = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    colors: createColors(false),
    write(line: string) {
      written[name] += `${line}\n`;
    },
  });
  const terminal = { out: output('out'), err: output('err'), environment: process.env, directory: process.cwd() };
  const code = await runCli(['cost', '--assembly', assembly, ...words], terminal);
  return { code, ...written };
}

test('docs/cost.md is what the command prints', async () => {
  expect(readFileSync('docs/cost.md', 'utf8')).toBe((await cost('--markdown')).out);
});

test('the sample stays within the goal for a million events on a busy queue', async () => {
  const { out } = await cost('--json', '--events-per-month', '100M', '--batch', '5');
  expect(JSON.parse(out).perMillion).toBeLessThanOrEqual(PRICE_GOAL.dollars);
});

test('tells items, the fixed part, a million events and a month, and compares them with hosted gateways', async () => {
  const { code, out } = await cost('--events-per-month', '2M', '--body-kb', '4');
  expect(code).toBe(0);
  expect(out).toMatch(/^Webhooks: 2,000,000 events of 4 KB a month, list prices of us-east-1 read in 20\d\d-\d\d/);
  expect(out).toMatch(/API Gateway +HTTP API +2,000,000 +512 KB of a request +\$1 \/ million +\$1\.00 +\$2\.00\n/);
  expect(out).toMatch(/Secrets Manager +secrets +5 +secret +\$0\.4 +fixed +\$2\.00\n/);
  expect(out).toMatch(/\n\$\d+\.\d\d a month, and \$\d+\.\d\d for each million events: \$\d+\.\d\d a month\n/);
  expect(out).toContain('Not counted: 1 × table of your own');
  expect(out).toMatch(/Svix Free +\$0\.00 +\$5\.00 +\$95\.00 +\$995\.00 +\$9,995\.00 +from [\d,]+\n/);
});

test('the sums are those of the items, in JSON too', async () => {
  const { out } = await cost('--json', '--duplicates', '5%', '--retries', '2', '--source', 'stripe=60%');
  const { rows, fixed, variable, perMonth, perMillion, traffic } = JSON.parse(out);
  const sumOf = (kind: string) =>
    rows
      .filter((row: { kind: string }) => row.kind === kind)
      .reduce((sum: number, row: { perMonth: number }) => sum + row.perMonth, 0);
  expect(fixed).toBeCloseTo(sumOf('fixed'), 9);
  expect(variable).toBeCloseTo(sumOf('variable'), 9);
  expect(perMonth).toBeCloseTo(fixed + variable, 9);
  expect(perMillion).toBeCloseTo(variable, 9);
  expect(traffic).toMatchObject({ duplicates: 0.05, retries: 0.02, sources: { stripe: 0.6 }, eventsPerMonth: 1e6 });
  for (const { quantity, unitPrice, perMonth } of rows) expect(perMonth).toBeCloseTo(quantity * unitPrice, 9);
});

test.each([
  [['--events-per-month', 'many'], 'Allowed: a number of events such as 50000, 50k or 1.5M'],
  [['--events-per-month', '0'], 'Allowed: a number of events such as 50000, 50k or 1.5M'],
  [['--duplicates', 'some'], 'Allowed: a share of the events such as 10% or 0.5%'],
  [['--body-kb', '0'], 'Allowed: numbers over 0 such as 2 or 0.5'],
  [['--source', 'stripe'], 'Allowed: a source and its share of the events such as stripe=60%'],
  [['--source', 'strip=60%'], 'there is no source "strip"; there are: stripe, github, shopify, slack, twilio'],
  [['--source', 'stripe=60%', '--source', 'github=50%'], 'the sources have 110% of the events: at most 100%'],
  [['--ignored', '101%'], '--ignored is a share of the events: at most 100%'],
  [['--batch', '11'], '--batch is how many events an invocation gets on average: from 1 to 10'],
  [['--region', 'eu-west-1'], 'there are no prices of eu-west-1 here, only those of us-east-1: leave --region out'],
  [['--stack', 'Other'], 'the app has no stack "Other"; there are: Webhooks'],
  [['--assembly', 'docs'], 'holds no cloud assembly: there is no manifest.json'],
])('%j is refused in one sentence', async (words, said) => {
  const { code, err } = await cost(...words);
  expect({ code, lines: err.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
  expect(err).toContain(said);
});

test('of an app with several stacks one has to be named, and one without a verifier is none', async () => {
  const several = mkdtempSync(join(tmpdir(), 'breakwater-cost-'));
  const stack = (region: string) => ({
    type: 'aws:cloudformation:stack',
    environment: `aws://unknown-account/${region}`,
  });
  writeFileSync(
    join(several, 'manifest.json'),
    JSON.stringify({ artifacts: { One: stack('eu-central-1'), Two: stack('us-east-1') } }),
  );
  writeFileSync(join(several, 'One.template.json'), readFileSync(join(assembly, 'Webhooks.template.json')));
  writeFileSync(join(several, 'Two.template.json'), '{"Resources":{}}');
  expect((await cost('--assembly', several)).err).toContain('several stacks: name one of One, Two with --stack NAME');
  expect((await cost('--assembly', several, '--stack', 'Two')).err).toContain(
    '"Two" cannot be forecast: the template has no',
  );
  const one = await cost('--assembly', several, '--stack', 'One');
  expect(one.out).toContain('One: 1,000,000 events');
  expect(one.err).toBe('the stack goes to eu-central-1, of which there are no prices here: these are of us-east-1\n');
  rmSync(several, { recursive: true });
});
