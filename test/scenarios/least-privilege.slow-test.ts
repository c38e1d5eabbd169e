import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Interceptor } from '../../local/local-run.ts';
import type { Blueprint } from '../../local/resources/resource-type.ts';
import { endRuns, eventually, type RunInProcess, startRun, temporaryDirectory } from '../local/run-in-process.ts';
import { bundledCalls } from '../permissions/bundled-calls.ts';
import { HOOK, REPOSITORY, type Surroundings } from '../permissions/fixtures/webhooks-for.ts';
import { accountOf, grantedIn, neededByLambda, type Permission } from '../permissions/permission-account.ts';
import { readStack } from '../permissions/read-stack.ts';
import { failOnce, loseBodies, post, postFromGithub, SECRET, useEverything } from '../permissions/use-everything.ts';
import { type GithubDouble, startGithubDouble } from '../reconciliation/github-double.ts';
import { type StripeDouble, startStripeDouble } from '../reconciliation/stripe-double.ts';

/*
 * What is needed is recorded and not reckoned: the bundles that are deployed go every way that they can go, and the
 * endpoint notes each action on each resource. A list of the calls in the code would ask for too much, since the modules
 * of lambda/aws serve several functions; that list is used the other way round, so that no call is overlooked.
 */

const directory = temporaryDirectory();
const assembly = join(directory, 'assembly');
let github: GithubDouble;
let stripe: StripeDouble;
let run: RunInProcess;
let stack: Blueprint;
let needed: readonly Permission[];

beforeAll(async () => {
  const path = `/repos/${REPOSITORY}/hooks/${HOOK}`;
  github = await startGithubDouble({ path, send: (delivery) => postFromGithub(run, delivery) });
  stripe = await startStripeDouble();
  synthesize();
  const archived: string[] = [];
  const [lose, fail] = [loseBodies(() => run, archived), failOnce()];
  const intercept: Interceptor = async (call) => {
    const lost = await lose(call);
    return lost === 'pass' ? fail(call) : lost;
  };
  const secrets = {
    acme: [SECRET],
    limited: [SECRET],
    'shared/tenant-1': [SECRET],
    asana: [],
    github: [SECRET],
    'github/api': ['ghp_test'],
    'stripe/api': ['rk_test'],
  };
  run = await startRun({ assembly, secrets, intercept });
  stack = await readStack(assembly, run.awsEndpoint);
  await useEverything({ run, github, stripe, functions: [...stack.functions.values()], archived });
  needed = [...run.permissions, ...neededByLambda(stack)];
}, 240_000);
afterAll(async () => {
  await Promise.all([github.close(), stripe.close()]);
  endRuns();
});

/** Synthesizes a stack whose stores are encrypted with a key of its own, with the configuration of the test. */
function synthesize(): void {
  const config = join(directory, 'webhooks.ts');
  const surroundings: Surroundings = {
    entry: resolve('test/permissions/fixtures/obey.ts'),
    api: { github: github.url, stripe: stripe.url },
  };
  const fixture = resolve('test/permissions/fixtures/webhooks-for.ts');
  writeFileSync(
    config,
    `import { webhooksFor } from ${JSON.stringify(fixture)};\nexport const webhooks = webhooksFor(${JSON.stringify(surroundings)});\n`,
  );
  const CDK_CONTEXT_JSON = JSON.stringify({ config, 'aws:cdk:enable-asset-metadata': true });
  execFileSync(process.execPath, ['--import', 'tsx', 'test/permissions/fixtures/encrypted-app.ts'], {
    env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON },
  });
}

test('every function is granted what it needs, nothing else, and each of it by name', () => {
  expect(run.permissions.filter(({ allowed }) => !allowed)).toEqual([]);
  expect(accountOf(needed, grantedIn(stack))).toEqual({ missing: [], unused: [], wildcards: [] });
});

/** What is in the bundles and never called there: a new call has to be made above, or to be told of here. */
const NEVER_CALLED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  verifier: {
    's3:GetObject': 'only who processes an event fetches its body',
    'sqs:ChangeMessageVisibility': 'it receives no messages',
  },
  runtime: {
    'dynamodb:PutItem': 'only the verifier records events',
    'dynamodb:TransactWriteItems':
      'no processor here hands over writes of its own; what its parts need is no other action',
    's3:PutObject': 'only the verifier puts bodies aside',
  },
  archive: { 'dynamodb:PutItem': 'only the verifier records events' },
  reconciler: {
    'dynamodb:Query': 'only operators list events',
    's3:GetObject': 'only who processes an event fetches its body',
    'secretsmanager:PutSecretValue': 'nobody hands over what a provider is asked with',
    'sqs:ChangeMessageVisibility': 'it receives no messages',
  },
  receiver: {
    'dynamodb:UpdateItem': 'only who processes an event claims it',
    's3:GetObject': 'only who processes an event fetches its body',
    'sqs:ChangeMessageVisibility': 'what stays comes back by itself',
  },
};

test('every call that is in a bundle was made, or is one that this function never makes', () => {
  const never: Record<string, string[]> = {};
  for (const [kind, functions] of Map.groupBy(stack.functions.values(), kindOf)) {
    const used = new Set(functions.flatMap(({ logicalId }) => actionsOf(logicalId)));
    const bundled = functions.flatMap(({ bundle }) => (bundle ? [...bundledCalls(bundle)] : []));
    never[kind] = [...new Set(bundled)].filter((action) => !used.has(action)).sort();
  }
  const expected = Object.entries(NEVER_CALLED).map(([kind, reasons]) => [kind, Object.keys(reasons)]);
  expect(never).toEqual(Object.fromEntries(expected));
});

const actionsOf = (logicalId: string) =>
  needed.filter(({ functionId }) => functionId === logicalId).map(({ action }) => action);

function kindOf({ environment }: { readonly environment: Readonly<Record<string, string>> }): string {
  if (environment.PROCESSOR) return 'runtime';
  if (environment.ARCHIVE_BUCKET) return 'archive';
  if (environment.API_SECRET) return 'reconciler';
  return environment.SOURCE ? 'receiver' : 'verifier';
}

describe("a change of the verifier's policy", () => {
  const verifierOf = (functions: Blueprint['functions']) =>
    [...functions.values()].find((one) => kindOf(one) === 'verifier')?.logicalId ?? '';

  /** The assembly with another policy in the verifier's role; the runs take it from a directory of its own. */
  async function changed(change: (statement: Statement) => Statement) {
    const directory = join(temporaryDirectory(), 'assembly');
    cpSync(assembly, directory, { recursive: true });
    const file = join(directory, 'Webhooks.template.json');
    const template = JSON.parse(readFileSync(file, 'utf8'));
    for (const [id, { Type, Properties }] of Object.entries<Resource>(template.Resources)) {
      const isVerifiers = /^AWS::IAM::(Role|Policy)$/.test(Type) && id.startsWith('IngressVerifier');
      const policies = isVerifiers ? [Properties, ...(Properties.Policies ?? [])] : [];
      for (const { PolicyDocument } of policies)
        if (PolicyDocument)
          PolicyDocument.Statement = PolicyDocument.Statement.map(change).filter(({ Action }) => Action.length > 0);
    }
    writeFileSync(file, JSON.stringify(template));
    return { directory, account: accountOf(needed, grantedIn(await readStack(directory, run.awsEndpoint))) };
  }

  const without = (action: string) => (statement: Statement) => ({
    ...statement,
    Action: [statement.Action].flat().filter((one) => one !== action),
  });

  test.each([
    ['dynamodb:PutItem', /table\/\S+$/],
    ['sqs:SendMessage', /:Webhooks-(standard|ordered\.fifo|paced|guarded|to-[a-z]+|_archive)$/],
    ['secretsmanager:GetSecretValue', /:secret:Webhooks\/(acme|limited|shared\/tenant-1|asana|github|stripe)-\w{6}$/],
    ['kms:Decrypt', /:key\/Webhooks-EncryptionKey\w+$/],
  ])(
    'that takes %s away answers the provider 503, says so in the log, and is named by the comparison',
    async (action, resource) => {
      const { directory, account } = await changed(without(action));
      expect(account).toMatchObject({ unused: [], wildcards: [] });
      expect(account.missing.length).toBeGreaterThan(0);
      for (const line of account.missing) {
        expect(line).toContain(`${verifierOf(stack.functions)} ${action} `);
        expect(line).toMatch(resource);
      }
      const edited = await startRun({ assembly: directory, secrets: { acme: [SECRET] } });
      expect(await post(edited, 'acme', { id: 'evt_1', type: 'standard' })).toBe(503);
      const said = () =>
        edited.messages.filter(({ kind, text }) => kind === 'failure' && text.includes(`may not ${action} on`));
      await eventually(said, ({ length }) => length > 0);
      await edited.kill();
    },
  );

  test('that puts a pattern in the place of an action or a resource is named by the comparison', async () => {
    const widened = await changed((statement) =>
      [statement.Action].flat().includes('dynamodb:PutItem') ? { ...statement, Action: ['dynamodb:*'] } : statement,
    );
    expect(widened.account).toMatchObject({
      missing: [],
      wildcards: [expect.stringMatching(/^IngressVerifierFunction\w+ dynamodb:\* arn:aws:dynamodb:/)],
    });
    const anywhere = await changed((statement) =>
      [statement.Action].flat().includes('dynamodb:PutItem') ? { ...statement, Resource: '*' } : statement,
    );
    const verifier = verifierOf(stack.functions);
    expect(anywhere.account.wildcards).toEqual([`${verifier} dynamodb:GetItem *`, `${verifier} dynamodb:PutItem *`]);
  });

  test('that adds what no call needs is named by the comparison', async () => {
    const { account } = await changed((statement) =>
      [statement.Action].flat().includes('dynamodb:PutItem')
        ? { ...statement, Action: [...statement.Action, 'dynamodb:DeleteItem'] }
        : statement,
    );
    expect(account).toEqual({
      missing: [],
      unused: [expect.stringMatching(/^IngressVerifierFunction\w+ dynamodb:DeleteItem arn:aws:dynamodb:/)],
      wildcards: [],
    });
  });
});

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

interface PolicyHolder {
  readonly PolicyDocument?: { Statement: Statement[] };
}

interface Resource {
  readonly Type: string;
  readonly Properties: PolicyHolder & { readonly Policies?: readonly PolicyHolder[] };
}
