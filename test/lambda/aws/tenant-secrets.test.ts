import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { openSecretVersions } from '../../../lambda/aws/secret-versions.ts';
import { openSecrets } from '../../../lambda/aws/secrets.ts';
import { openTenantSecrets } from '../../../lambda/aws/tenant-secrets.ts';
import { startSecretsManager } from '../../../local/engines/secrets-engine.ts';

/** The Secrets Manager of a local run, at an address of its own, and what it is asked. */
async function secretsManager() {
  const engine = startSecretsManager('us-east-1', '000000000000', undefined);
  const asked: { operation: string; input: Record<string, unknown> }[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const headers = { 'x-amz-target': String(request.headers['x-amz-target']) };
    asked.push({ operation: headers['x-amz-target'].split('.')[1] ?? '', input: JSON.parse(body.toString()) });
    const { method = '', url = '' } = request;
    const answer = await engine.answer({ method, url, headers, body });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const aws = {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  return { engine, asked, aws, close: () => server.close(), tenants: openTenantSecrets(aws) };
}

let manager: Awaited<ReturnType<typeof secretsManager>>;
beforeEach(async () => {
  manager = await secretsManager();
});
afterEach(() => manager.close());

test('lists all tenants of a source, over more than one page, and nobody else', async () => {
  const names = Array.from({ length: 250 }, (_, index) => `Webhooks/shop/tenant-${String(index).padStart(3, '0')}`);
  for (const name of [...names, 'Webhooks/shop', 'Webhooks/shop-two/acme', 'Webhooks-prod/shop/acme'])
    manager.engine.putSecret(name);
  expect(await manager.tenants.list('Webhooks/shop/')).toEqual(names);
  expect(manager.asked.filter(({ operation }) => operation === 'ListSecrets')).toHaveLength(3);
});

test('makes a secret without a value, with its tags and its key', async () => {
  const secret = { name: 'Webhooks/shop/acme', description: 'What acme signs with', tags: { stage: 'prod' } };
  expect(await manager.tenants.find(secret.name)).toBe('absent');
  await manager.tenants.create({ ...secret, keyArn: 'arn:aws:kms:us-east-1:000000000000:key/1' });
  expect(manager.asked.at(-1)?.input).toMatchObject({
    Name: secret.name,
    Tags: [{ Key: 'stage', Value: 'prod' }],
    KmsKeyId: 'arn:aws:kms:us-east-1:000000000000:key/1',
  });
  expect(manager.asked.at(-1)?.input).not.toHaveProperty('SecretString');
  expect(await manager.tenants.find(secret.name)).toBe('there');
  expect(await openSecrets(manager.aws).read(secret.name)).toBeUndefined();
});

test('a removed secret has no value, is not listed, and can be had back', async () => {
  const [name, versions] = ['Webhooks/shop/acme', openSecretVersions(manager.aws)];
  manager.engine.putSecret(name);
  await versions.writeAfter(undefined, name, 'a secret of enough bytes');
  expect(await manager.tenants.remove(name, 7)).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(manager.asked.at(-1)?.input).toMatchObject({ RecoveryWindowInDays: 7 });
  expect(await manager.tenants.find(name)).toEqual({ deletedOn: expect.stringMatching(/^\d{4}-/) });
  expect(await openSecrets(manager.aws).read(name)).toBeUndefined();
  expect(await versions.current(name)).toBeUndefined();
  expect(await versions.writeAfter(undefined, name, 'another secret of enough')).toBe('absent');
  expect(await manager.tenants.list('Webhooks/')).toEqual([]);
  await manager.tenants.restore(name);
  expect(await openSecrets(manager.aws).read(name)).toBe('a secret of enough bytes');
});
