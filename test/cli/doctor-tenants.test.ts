import { createHmac } from 'node:crypto';
import { createColors } from 'picocolors';
import { type Consultation, diagnoseAll } from '../../cli/doctor/diagnose-kept.ts';
import { describeGroup, groupView } from '../../cli/doctor/diagnosis-view.ts';
import { defineWebhooks, hmac } from '../../core/index.ts';

const acme = hmac({ header: 'X-Acme-Signature', eventId: 'body.id' });
const webhooks = defineWebhooks({
  sources: { shop: { provider: acme, tenants: true }, plain: { provider: acme } },
  processors: {},
});
const secrets: Readonly<Record<string, string>> = {
  'shop/one': 'the secret of one, long enough',
  'shop/two': 'the secret of two, long enough',
  plain: 'the secret of plain, long enough',
};
const deployment = {
  ...{ name: 'the stack Webhooks', isLocal: false, webhookUrl: 'https://hooks.example.com/webhooks', ledgerTable: '' },
  ...{ secretPrefix: 'Webhooks/', aws: {} },
};

/** A doctor who has the secrets of sources without tenants, and of a tenant once it is asked for. */
function consultation(asked: (string | undefined)[] = []): Consultation {
  const version = (source: string) => ({ source, stage: 'current' as const, value: secrets[source] ?? '' });
  return {
    deployment,
    webhooks,
    load: () => Promise.reject(new Error('nothing is loaded here')),
    async secrets(tenant) {
      asked.push(tenant);
      return tenant === undefined ? [version('plain')] : [version(tenant), version('plain')];
    },
  };
}

function refused(tenant: string, secret: string) {
  const body = Buffer.from('{"id":"evt_1"}');
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  const delivery = { method: 'POST', url: `https://hooks.example.com/webhooks/shop/${tenant}`, headers, body };
  return { source: 'shop', tenant, requestId: 'r-1', receivedAt: '2026-01-01T00:00:00.000Z', delivery };
}

test("a tenant's request is held against that tenant's secret, and the commands name the tenant", async () => {
  const asked: (string | undefined)[] = [];
  const [group] = await diagnoseAll([refused('one', secrets['shop/one'] ?? '')], consultation(asked));
  expect(asked).toEqual(['shop/one']);
  if (!group) throw new Error('there is no diagnosis');
  expect(groupView(group)).toMatchObject({ source: 'shop', tenant: 'one' });
  expect(group.diagnosis.findings[0]).toMatchObject({
    id: 'nothing-wrong-now',
    mend: 'Let it in: breakwater quarantine release --source shop --tenant one',
  });
  const said = describeGroup(group, { ...deployment, ...{ stack: 'Webhooks' } }, createColors(false));
  expect(said).toContain('breakwater quarantine release --source shop --tenant one --stack Webhooks');
});

test('what is signed with the secret of another source is found out, and two tenants are two groups', async () => {
  const requests = ['one', 'two'].map((tenant) => refused(tenant, secrets.plain ?? ''));
  const groups = await diagnoseAll(requests, consultation());
  expect(groups.map(({ source, tenant }) => [source, tenant])).toEqual([
    ['shop', 'one'],
    ['shop', 'two'],
  ]);
  for (const { tenant, diagnosis } of groups) {
    expect(diagnosis.findings[0]?.certain).toBe(true);
    expect(JSON.stringify(diagnosis.findings)).toContain(`breakwater secrets set shop --tenant ${tenant} --replace`);
    expect(JSON.stringify(diagnosis.findings)).not.toContain(`--source shop/${tenant}`);
  }
});
