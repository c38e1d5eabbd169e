import type { Delivery } from '../../../core/delivery.ts';
import { diagnose } from '../../../core/doctor/diagnose.ts';
import type { SecretVersion } from '../../../core/doctor/patient.ts';
import { NOW, senders, signedDelivery } from '../providers/senders.ts';
import { sourceOf } from '../source-of.ts';

const MINUTES = 60_000;
const DEEP = '['.repeat(20_000);

/** Every eighth: what a request of that kind meets is the doctor, and hardly the sender's scheme. */
const some = senders.filter((_, index) => index % 8 === 0);

/** Requests that nobody sends by accident. */
const HOSTILE: readonly [name: string, change: (delivery: Delivery) => Delivery][] = [
  ['empty', (delivery) => ({ ...delivery, headers: {}, body: Buffer.alloc(0) })],
  ['without a URL', (delivery) => ({ ...delivery, url: 'http://[', body: Buffer.from('x') })],
  ['nested deeply', (delivery) => ({ ...delivery, body: Buffer.from(DEEP) })],
  ['nested and closed', (delivery) => ({ ...delivery, body: Buffer.from(DEEP + ']'.repeat(20_000)) })],
  ['with bytes that are no text', (delivery) => ({ ...delivery, body: Buffer.from([0xff, 0xfe, 0, 0xc3]) })],
  [
    'with headers of rubbish',
    (delivery) => ({
      ...delivery,
      headers: Object.fromEntries(
        Object.entries(delivery.headers).map(([name, value]) => [name, `"%E0%A4%A${value},;=${'='.repeat(2000)}`]),
      ),
      body: Buffer.from('"\\ud800"'),
    }),
  ],
];

test.each(HOSTILE)(
  'a request that is %s makes the doctor neither throw nor claim a proof',
  async (_, change) => {
    for (const sender of some) {
      const source = sourceOf(sender.provider, { settings: sender.settings });
      const version = (value: string, name = source.name): SecretVersion => ({ source: name, stage: 'current', value });
      const secrets = [version(sender.secret), version(sender.otherSecret, 'other')];
      const delivery = change(signedDelivery(sender));
      const context = { source, sources: [source], secrets, secretPrefix: 'Webhooks/', now: NOW, work: 1e6 };
      const { findings, cause } = await diagnose({ delivery, receivedAt: NOW }, context);
      if (cause !== undefined && sender.protects === 'every byte' && change !== HOSTILE[5]?.[1])
        expect(findings.filter(({ proof }) => proof === 'verified')).toEqual([]);
    }
  },
  3 * MINUTES,
);

test.each([
  ['{"secrets":[1,null,{"value":2},{"value":"short"}]}'],
  [''],
  ['null'],
  [`{"secrets":[{"value":"${'x'.repeat(30)}","notAfter":"never"}]}`],
])('a stored value such as %s is no reason to throw', async (value) => {
  for (const sender of senders.slice(0, 20)) {
    const source = sourceOf(sender.provider, { settings: sender.settings });
    const secrets: SecretVersion[] = [{ source: source.name, stage: 'current', value }];
    const context = { source, sources: [source], secrets, secretPrefix: 'Webhooks/', now: NOW, work: 1e6 };
    const { findings } = await diagnose({ delivery: signedDelivery(sender), receivedAt: NOW }, context);
    expect(findings.length).toBeGreaterThan(0);
  }
});
