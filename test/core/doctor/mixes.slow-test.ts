import { randomBytes } from 'node:crypto';
import type { Plant } from './corpus/plant.ts';
import { stored } from './corpus/plant.ts';
import { examineCase, PLANTS, plant } from './corpus/run-corpus.ts';
import { otherSecret } from './corpus/secret-plants.ts';
import { SENDERS } from './corpus/sender-row.ts';

const MINUTES = 60_000;
const senders = SENDERS.filter(({ id }) => ['stripe', 'shopify', 'standard-webhooks', 'twitch'].includes(id));

/** What no doctor can know: the sender's secret is nowhere to be found. */
const STRANGER: Plant = {
  name: 'a secret that nobody knows',
  is: 'unknown-secret',
  secrets: (row) => ({ versions: [stored(otherSecret(row))], signWith: row.secret }),
};

/** Mistakes that can be made together: at most one of them with the secret, the signing or the time. */
const isOfSecret = ({ secrets, sign }: Plant) => secrets !== undefined || sign !== undefined;
const pairs = PLANTS.flatMap((first, index) =>
  PLANTS.slice(index + 1).map((second) => [first, second] as const),
).filter(([first, second]) => !(isOfSecret(first) && isOfSecret(second)) && first.is !== second.is);
/** Every seventh pair: enough of each kind, in a time that a test may take. */
const sampled = pairs.filter((_, index) => index % 7 === 0);

/** True besides: an API key is no usable secret to some schemes, and what is cut off is shown by its length. */
const ALSO_TRUE = ['secret-unusable', 'body-truncated'];

test(
  'of two mistakes at once nothing is claimed with certainty but the two',
  async () => {
    const wrong: string[] = [];
    let [mixes, named] = [0, 0];
    for (const [index, [first, second]] of sampled.entries()) {
      const row = senders[index % senders.length];
      const planted = row && (await plant(row, first, second));
      if (!planted) continue;
      mixes += 1;
      const { findings } = await examineCase({ ...planted, context: { ...planted.context, work: 1e7 } });
      const certain = findings.filter((finding) => finding.certain).map(({ id }) => id);
      if (certain.length > 0) named += 1;
      const untrue = certain.filter((id) => id !== first.is && id !== second.is && !ALSO_TRUE.includes(id));
      if (untrue.length > 0) wrong.push(`${row.id}: ${first.name} + ${second.name}: ${untrue}`);
    }
    expect(wrong).toEqual([]);
    expect(mixes).toBeGreaterThan(100);
    expect(named / mixes).toBeGreaterThan(0.2);
  },
  5 * MINUTES,
);

test('known secrets are found behind a changed body too, and both are named', async () => {
  const rotated = PLANTS.find(({ is }) => is === 'previous-version') as Plant;
  const rewritten = PLANTS.find(({ is }) => is === 'body-reserialised') as Plant;
  for (const row of senders) {
    const planted = await plant(row, rotated, rewritten);
    if (!planted) continue;
    const { findings } = await examineCase(planted);
    expect(findings.map(({ id, certain }) => [id, certain])).toEqual([
      ['previous-version', true],
      ['body-reserialised', true],
    ]);
  }
});

test.each(senders)(
  'of a request to $id signed by a stranger nothing is certain, and the stranger is suspected',
  async (row) => {
    const planted = await plant(row, STRANGER);
    if (!planted) throw new Error('it was to be refused');
    const { findings, cause } = await examineCase({ ...planted, context: { ...planted.context, work: 3e7 } });
    expect(cause).toBe('wrong-signature');
    expect(findings.some(({ certain }) => certain)).toBe(false);
    expect(findings.map(({ id }) => id)).toContain('unknown-secret');
  },
  MINUTES,
);

test.each(senders)(
  'of a random body to $id nothing is certain',
  async (row) => {
    const noise: Plant = {
      name: 'noise',
      is: 'none',
      transit: (delivery) => ({ ...delivery, body: randomBytes(300) }),
    };
    const planted = await plant(row, noise);
    if (!planted) throw new Error('it was to be refused');
    const { findings } = await examineCase({ ...planted, context: { ...planted.context, work: 3e7 } });
    expect(findings.filter(({ certain }) => certain)).toEqual([]);
  },
  MINUTES,
);
