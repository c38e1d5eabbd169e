import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Deployment, findDeployment } from '../../cli/deployment.ts';
import { providerViews } from '../../cli/providers/provider-view.ts';
import { prepareDelivery } from '../../cli/trigger/prepare-delivery.ts';
import { sendDelivery } from '../../cli/trigger/send-delivery.ts';
import { sampleTypes } from '../../core/catalogue/index.ts';
import type { Source } from '../../core/configuration.ts';
import { parseWebhooks, type Webhooks } from '../../core/index.ts';
import { secretEntries, signingSecret } from '../../core/secrets.ts';
import { openSecrets } from '../../lambda/aws/secrets.ts';
import { type Running, startRunning, temporaryDirectory } from './running.ts';

/** A source of every provider, with the settings that it asks for, as a JSON configuration would have it. */
const configuration = {
  sources: Object.fromEntries(
    providerViews().map(({ id, settings }) => [
      id,
      Object.fromEntries(Object.entries(settings).map(([name, { example }]) => [name, example])),
    ]),
  ),
  processors: {},
};

const directory = temporaryDirectory();
let running: Running;
let deployment: Deployment;
const webhooks: Webhooks = parseWebhooks(configuration);

beforeAll(async () => {
  const config = join(directory, 'webhooks.json');
  writeFileSync(config, JSON.stringify(configuration));
  running = await startRunning({ config });
  deployment = await findDeployment({ port: running.port });
}, 60_000);
afterAll(async () => {
  expect(await running.stop()).toBe(0);
});

/** What `breakwater trigger` sends, and how it is answered. */
async function trigger(source: Source, type: string, tampering?: 'secret') {
  const { aws, secretPrefix, webhookUrl } = deployment;
  const secretValue = (await openSecrets(aws).read(secretPrefix + source.name)) ?? '';
  const secret = signingSecret(secretValue) ?? secretEntries(secretValue)[0]?.text ?? '';
  const url = `${webhookUrl}/${source.name}`;
  const now = Date.now();
  const options = { source, type, url, payload: undefined, secretValue, secret, tampering, now };
  const { delivery } = await prepareDelivery(options);
  return sendDelivery(delivery);
}

test('at least a hundred providers run side by side', () => {
  expect(Object.keys(webhooks.sources).length).toBeGreaterThanOrEqual(100);
});

test.each(Object.values(webhooks.sources).map((source) => [source.name, source] as const))(
  'samples of every type of %s, signed with the generated secret, are answered 2xx, and 401 when another signed them',
  async (_, source) => {
    for (const type of sampleTypes(source.provider)) {
      const { status } = await trigger(source, type);
      expect([type, status]).toEqual([type, 200]);
    }
    expect((await trigger(source, sampleTypes(source.provider)[0] ?? '', 'secret')).status).toBe(401);
  },
);
