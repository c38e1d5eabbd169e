import { createColors } from 'picocolors';
import type { Deployment } from '../../cli/deployment.ts';
import { describeGroup } from '../../cli/doctor/diagnosis-view.ts';
import { diagnose } from '../../core/doctor/diagnose.ts';
import type { SecretVersion } from '../../core/doctor/patient.ts';
import { NOW, senders, signedDelivery } from '../core/providers/senders.ts';
import { sourceOf } from '../core/source-of.ts';

const sender = senders.find(({ provider }) => provider.id === 'stripe');
const other = (text: string) => text.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));

/** What the doctor tells people about a request of Stripe's, with these secrets here. */
async function told(stack: string | undefined, stored: (secret: string) => Partial<SecretVersion>[]): Promise<string> {
  if (!sender) throw new Error('there is no sender of Stripe');
  const source = sourceOf(sender.provider, { settings: sender.settings });
  const secrets = stored(sender.secret).map(
    (version): SecretVersion => ({ source: source.name, stage: 'current', value: '', ...version }),
  );
  const request = { delivery: signedDelivery(sender), receivedAt: NOW };
  const diagnosis = await diagnose(request, {
    source,
    sources: [source],
    secrets,
    secretPrefix: 'Webhooks/',
    now: NOW,
  });
  const kept = { ...request, source: source.name, requestId: 'r1', receivedAt: new Date(NOW).toISOString() };
  const deployment: Deployment & { stack?: string } = {
    name: 'there',
    isLocal: stack === undefined,
    webhookUrl: 'https://hooks.example.com/webhooks',
    origin: 'https://hooks.example.com',
    ledgerTable: 'Ledger',
    secretPrefix: 'Webhooks/',
    aws: {},
    ...(stack !== undefined && { stack }),
  };
  return describeGroup({ source: source.name, requests: [kept], diagnosis }, deployment, createColors(false));
}

const REMEDIES: [what: string, stored: (secret: string) => Partial<SecretVersion>[], remedy: string][] = [
  ['mistyped', (secret) => [{ value: other(secret) }], 'secrets set stripe --replace'],
  ['wrapped in quotes', (secret) => [{ value: `"${secret}"` }], 'secrets set stripe --replace'],
  ['not set', () => [{}], 'secrets set stripe'],
  ['another one', () => [{ value: `whsec_${'x'.repeat(32)}` }], 'secrets set stripe --replace'],
  [
    'replaced too early',
    (secret) => [{ value: `whsec_${'x'.repeat(32)}` }, { stage: 'previous', value: secret }],
    'secrets rotate stripe',
  ],
];

test.each(REMEDIES)(
  'a secret that is %s is mended by a command, on the deployment that was asked',
  async (_, stored, remedy) => {
    const here = await told(undefined, stored);
    expect(here).toMatch(new RegExp(`to mend:.*breakwater ${remedy}(?! --)`));
    const there = await told('Webhooks-prod', stored);
    expect(there).toMatch(new RegExp(`to mend:.*breakwater ${remedy} --stack Webhooks-prod`));
    expect(here + there).not.toMatch(/Secrets Manager|secretsmanager/);
  },
);
