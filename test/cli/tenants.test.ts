import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { isWanted } from '../../cli/dead-letters/letter-filter.ts';
import { readDeliveryFile } from '../../cli/doctor/read-delivery-file.ts';
import { knownAddress, sourcesOf } from '../../cli/known-tenant.ts';
import { selectionOf } from '../../cli/replay/replay-options.ts';
import { addTenant } from '../../cli/secrets/add-tenant.ts';
import { secretNamed } from '../../cli/secrets/open-secret.ts';
import { readSecrets, unusableSecrets } from '../../cli/start/read-secrets.ts';
import { defineWebhooks } from '../../core/index.ts';
import { replayId } from '../../core/replay-record.ts';
import type { NewSecret, TenantSecrets } from '../../lambda/aws/tenant-secrets.ts';

const webhooks = defineWebhooks({ sources: { shopify: { tenants: true }, stripe: {} }, processors: {} });
const directory = mkdtempSync(join(tmpdir(), 'breakwater-'));
afterAll(() => rmSync(directory, { recursive: true }));

function fileWith(value: unknown): string {
  const file = join(directory, 'file.json');
  writeFileSync(file, JSON.stringify(value));
  return file;
}

test('a source is named with a tenant where it has some, and only there', () => {
  expect(knownAddress(webhooks, 'shopify', 'acme')).toMatchObject({ name: 'shopify', tenant: 'acme' });
  expect(knownAddress(webhooks, 'stripe', undefined)).toMatchObject({ name: 'stripe' });
});

test.each([
  ['shopify', undefined, 'the source "shopify" has tenants: name one with --tenant NAME'],
  ['stripe', 'acme', '"stripe" has no tenants: leave --tenant out'],
  ['shopify', 'Ac me', 'no tenant can be called "Ac me": up to 64 lower-case letters, digits and single dashes'],
  ['nothing', 'acme', 'there is no source "nothing"; there are: shopify, stripe'],
])('%s for %s is refused in a sentence', (source, tenant, sentence) => {
  expect(() => knownAddress(webhooks, source, tenant)).toThrow(sentence);
});

test('what is looked for of a tenant is looked for where tenants are', () => {
  expect(sourcesOf(webhooks, ['shopify', 'stripe'], 'acme')).toEqual(['shopify']);
  expect(sourcesOf(webhooks, ['shopify', 'stripe'], undefined)).toEqual(['shopify', 'stripe']);
  expect(() => sourcesOf(webhooks, ['stripe'], 'acme')).toThrow('"stripe" has no tenants');
});

test('a replay of one tenant takes its ids with the tenant or without it, and is another replay than that of all', () => {
  const select = (ids: readonly string[], options: object) =>
    selectionOf('shopify', ids, { ...options } as Parameters<typeof selectionOf>[2], webhooks);
  const one = select(['evt_1', 'acme/evt_1', 'evt_2'], { tenant: 'acme' });
  expect(one).toMatchObject({ sources: ['shopify'], tenant: 'acme', ids: ['acme/evt_1', 'acme/evt_2'] });
  const [since] = ['2026-01-01T00:00:00.000Z'];
  const ids = [{}, { tenant: 'acme' }, { tenant: 'other' }].map((options) =>
    replayId(select([], { since, ...options })),
  );
  expect(new Set(ids).size).toBe(3);
});

test("a dead letter is wanted by its event's tenant", () => {
  const facts = {
    ...{ id: 'acme/evt_1', source: 'shopify', tenant: 'acme', provider: 'shopify', type: 'orders/create' },
    ...{ time: '', receivedAt: '', requestId: '', contentType: 'application/json' },
  };
  const letter = { messageId: 'm', at: 0, bytes: 0, facts, error: '', failures: [] };
  expect(isWanted(letter, '', { tenant: 'acme', ids: [] })).toBe(true);
  expect(isWanted(letter, '', { tenant: 'other', ids: [] })).toBe(false);
});

test('the file of secrets has those of tenants by tenant, and says which of them can verify nothing', () => {
  const long = 'x'.repeat(20);
  const secrets = readSecrets(fileWith({ shopify: { acme: 'short', other: [long, long] }, stripe: long }));
  expect(secrets).toEqual({ 'shopify/acme': ['short'], 'shopify/other': [long, long], stripe: [long] });
  expect(unusableSecrets(secrets, webhooks)).toEqual([
    '1 of 1 secrets of "shopify/acme" can verify nothing: too short, or not of its form',
  ]);
  expect(() => readSecrets(fileWith({ shopify: { acme: 7 } }))).toThrow('"shopify/acme" has to be a secret');
});

test.each([
  'https://hooks.example.com/webhooks/shopify/acme?x=1',
  'https://proxy.example.com/live/webhooks/shopify/acme',
])('an event of API Gateway without parameters names the tenant by its path: %s', (url) => {
  const { pathname } = new URL(url);
  const event = { rawPath: pathname, headers: {}, requestContext: { requestId: 'r', http: { method: 'POST' } } };
  const read = readDeliveryFile(directory, fileWith(event), 'https://hooks.example.com/webhooks');
  expect([read.source, read.tenant]).toEqual(['shopify', 'acme']);
});

describe('a tenant is added', () => {
  const deployment = {
    ...{
      name: 'the stack Webhooks',
      isLocal: false,
      webhookUrl: '',
      ledgerTable: '',
      secretPrefix: 'Webhooks/',
      aws: {},
    },
    ...{ secretKeyArn: 'arn:aws:kms:us-east-1:000000000000:key/1', tags: { stage: 'prod' } },
  };
  const versions = {
    current: async () => undefined,
    previous: async () => undefined,
    writeAfter: async () => 'absent' as const,
  };
  const opened = secretNamed('shopify', { deployment, webhooks, versions }, 'acme');

  function tenantsWith(found: Awaited<ReturnType<TenantSecrets['find']>>) {
    const [made, restored]: [NewSecret[], string[]] = [[], []];
    const tenants: TenantSecrets = {
      find: async () => found,
      list: async () => [],
      create: async (secret) => void made.push(secret),
      restore: async (name) => void restored.push(name),
      remove: async () => undefined,
    };
    return { tenants, made, restored };
  }

  const terminalOf = (answer?: string) => {
    const output = { write: () => undefined, colors: createColors(false) };
    const input = { isTerminal: answer !== undefined, ask: async () => answer, read: async () => '' };
    return { out: output, err: output, input, environment: {}, directory };
  };

  test('under its name, with the tags and the key of the stack, once somebody agrees', async () => {
    const { tenants, made } = tenantsWith('absent');
    const prepare = await addTenant(opened, tenants, false, terminalOf('yes'));
    expect(made).toEqual([]);
    await prepare?.();
    expect(made).toEqual([
      {
        name: 'Webhooks/shopify/acme',
        description: 'What shopify signs the webhooks of acme with',
        tags: { stage: 'prod', 'breakwater:stack': 'Webhooks', 'breakwater:tenant': 'acme' },
        keyArn: deployment.secretKeyArn,
      },
    ]);
  });

  test('never without: a name may only be mistyped', async () => {
    const { tenants } = tenantsWith('absent');
    await expect(addTenant(opened, tenants, false, terminalOf('no'))).rejects.toThrow('nothing was changed');
    await expect(addTenant(opened, tenants, false, terminalOf())).rejects.toThrow(
      'the tenant shopify/acme is new; its secret costs $0.40 a month: to add it, run "breakwater secrets set shopify --tenant acme --yes"',
    );
  });

  test('not again when it is there, and had back when it was removed', async () => {
    expect(await addTenant(opened, tenantsWith('there').tenants, false, terminalOf())).toBeUndefined();
    const { tenants, restored, made } = tenantsWith({ deletedOn: '2026-02-01T00:00:00.000Z' });
    await (await addTenant(opened, tenants, true, terminalOf()))?.();
    expect([restored, made]).toEqual([['Webhooks/shopify/acme'], []]);
  });
});
