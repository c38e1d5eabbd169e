import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CreateTableCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Interception, Interceptor } from '../../local/local-run.ts';
import { clientsOf, depthOf } from '../local/aws-clients.ts';
import { endRuns, type RunInProcess, startRun, temporaryDirectory } from '../local/run-in-process.ts';
import { eventually } from './running.ts';

const SECRET = 'acme-secret-of-thirty-two-bytes!';
const EVENTS = 56;
const TENANTS = 5;

/** What happens to the first calls of an event's transaction, one after the other; `kill` ends the process at it. */
const FAULTS: readonly (readonly ('kill, refuse' | 'kill, drop' | Interception)[])[] = [
  ['kill, refuse'],
  ['kill, drop'],
  ['drop'],
  ['drop', 'drop', 'drop', 'drop'],
  ['twice'],
  ['throttle', 'unavailable', 'refuse', 'drop'],
  ['drop', 'kill, refuse'],
  ['pass'],
];

const seen = new Map<string, number>();
const inflicted = new Map<string, number>();
let run: RunInProcess;

beforeAll(async () => {
  const assembly = join(temporaryDirectory(), 'assembly');
  const context = JSON.stringify({
    config: resolve('test/scenarios/fixtures/transact/webhooks.ts'),
    'aws:cdk:enable-asset-metadata': true,
  });
  const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: context };
  execFileSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], { env });
  allowCounters(assembly);
  run = await startRun({ assembly, secrets: { acme: [SECRET] }, intercept });
  await clientsOf(run).tables.send(
    new CreateTableCommand({
      TableName: 'counters',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
}, 120_000);
afterAll(endRuns);

/** Grants the processor its own table, as users do in their stack. */
function allowCounters(assembly: string): void {
  const name = readdirSync(assembly).find((file) => file.endsWith('.template.json')) ?? '';
  const template = JSON.parse(readFileSync(join(assembly, name), 'utf8'));
  const [, role] =
    Object.entries<{ readonly Type: string; readonly Properties: { readonly Policies: object[] } }>(
      template.Resources,
    ).find(([id, { Type }]) => id.startsWith('ProcessorsCount') && Type === 'AWS::IAM::Role') ?? [];
  const Resource = 'arn:aws:dynamodb:us-east-1:000000000000:table/counters';
  const Statement = [{ Effect: 'Allow', Action: 'dynamodb:UpdateItem', Resource }];
  role?.Properties.Policies.push({ PolicyName: 'Counters', PolicyDocument: { Version: '2012-10-17', Statement } });
  writeFileSync(join(assembly, name), JSON.stringify(template));
}

const intercept: Interceptor = ({ operation, body, processId }) => {
  if (operation !== 'TransactWriteItems' || processId === undefined) return 'pass';
  const [, event = ''] = /"event ([^"]+)"/.exec(JSON.stringify(body)) ?? [];
  const time = seen.get(event) ?? 0;
  seen.set(event, time + 1);
  const fault = FAULTS[Number(event.split('-')[1]) % FAULTS.length]?.[time] ?? 'pass';
  inflicted.set(fault, (inflicted.get(fault) ?? 0) + 1);
  if (fault === 'kill, refuse' || fault === 'kill, drop') {
    kill(processId);
    return fault === 'kill, drop' ? 'drop' : 'refuse';
  }
  return fault;
};

function kill(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // The call of another event of its batch has killed it before.
  }
}

async function post(number: number): Promise<void> {
  const event = {
    id: `evt-${number}`,
    type: 'counted',
    tenant: `tenant ${number % TENANTS}`,
    throws: number % 9 === 0,
  };
  const body = JSON.stringify(event);
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  const send = () => fetch(`${run.url}/webhooks/acme`, { method: 'POST', headers, body });
  await eventually(
    async () => (await send()).status,
    (status) => status === 200,
  );
}

async function table(name: string) {
  const items: Record<string, unknown>[] = [];
  let from: ScanCommand['input']['ExclusiveStartKey'];
  do {
    const command = new ScanCommand({ TableName: name, ConsistentRead: true, ExclusiveStartKey: from });
    const page = await clientsOf(run).tables.send(command);
    items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
    from = page.LastEvaluatedKey;
  } while (from);
  return items;
}

test('counts each event once, though processors are killed before and after the transaction and answers are lost', async () => {
  const numbers = Array.from({ length: EVENTS }, (_, number) => number);
  await Promise.all(numbers.map(post));
  // The provider sends some of them again, while they are worked on.
  await Promise.all(numbers.filter((number) => number % 3 === 0).map(post));

  const ledger = run.outputs.LedgerTableName ?? '';
  const isDone = (item: Record<string, unknown>) => Object(item['processor:count']).state === 'done';
  const events = async () => (await table(ledger)).filter(({ pk }) => String(pk).startsWith('acme#'));
  await eventually(events, (items) => items.length === EVENTS && items.every(isDone), 240_000);
  await eventually(
    () => depthOf(run, 'Webhooks-count'),
    ({ visible, held }) => visible + held === 0,
    60_000,
  );

  const counters = await table('counters');
  const counterOf = (name: string) => counters.find(({ pk }) => pk === name)?.events;
  expect(counterOf('all')).toBe(EVENTS);
  for (let tenant = 0; tenant < TENANTS; tenant++)
    expect(counterOf(`tenant ${tenant}`)).toBe(numbers.filter((number) => number % TENANTS === tenant).length);
  for (const number of numbers) expect(counterOf(`event evt-${number}`)).toBe(1);
  expect(await depthOf(run, 'Webhooks-count-dead-letter')).toEqual({ visible: 0, held: 0 });
  for (const fault of new Set(FAULTS.flat())) expect(inflicted.get(fault)).toBeGreaterThan(0);
}, 360_000);
