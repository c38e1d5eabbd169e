import type { Delivery } from '../../../core/delivery.ts';
import { count, type Trial, trialsOf } from './corpus/figures.ts';
import { PLANTS } from './corpus/run-corpus.ts';
import { digestOf, SENDERS } from './corpus/sender-row.ts';

const MINUTES = 60_000;

/** Found by searching through thousands of bodies: twelve senders have to do, and the printed corpus has all of them. */
const SEARCHED = ['body-corrupted', 'body-truncated', 'header-corrupted', 'secret-mistyped'];

const all: Trial[] = [];

/** Everything in the diagnosis that could be secret: what is stored, what signs, what was received and computed. */
function confidential({ planted: { context, delivery }, row }: Trial): string[] {
  const secrets = [row.secret, ...context.secrets.flatMap(({ value }) => [value, ...value.split(/[^\w+/=-]+/)])];
  const digests = ['sha1', 'sha256', 'sha512'].flatMap((algorithm) => digestOf(row, delivery, algorithm) ?? []);
  const encoded = digests.flatMap((digest) => [digest.toString('hex'), digest.toString('base64')]);
  return [...secrets, ...encoded, ...headerValues(delivery), ...windows(delivery.body)].filter(
    (text) => text.length >= 14 && !row.provider.docs.includes(text),
  );
}

const headerValues = ({ headers }: Delivery) =>
  Object.entries(headers)
    .filter(([name]) => /sign|hmac/.test(name))
    .flatMap(([, value]) => [value, ...value.split(/[=,; ]+/)]);

const windows = (body: Buffer) =>
  Array.from({ length: Math.floor(body.length / 7) }, (_, index) => body.toString('latin1', index * 7, index * 7 + 14));

test.each(PLANTS)(
  'names "$name" as $is, with every sender that can have it',
  async (plant) => {
    const trials = await trialsOf(plant, SEARCHED.includes(plant.is) ? 12 : undefined);
    all.push(...trials);
    expect(trials.length).toBeGreaterThan(0);
    const misnamed = trials.filter(({ named }) => named !== plant.is).map(({ row, named }) => `${row.id}: ${named}`);
    expect(misnamed).toEqual([]);
  },
  3 * MINUTES,
);

test('at least 15 kinds of mistakes with 12 providers, 95 % named right and none wrong with certainty', () => {
  expect(new Set(PLANTS.map(({ is }) => is)).size).toBeGreaterThanOrEqual(15);
  expect(new Set(SENDERS.map(({ id }) => id)).size).toBeGreaterThanOrEqual(12);
  const { trials, right, wrong } = count(all);
  expect(trials).toBeGreaterThan(15 * 12);
  expect(right / trials).toBeGreaterThanOrEqual(0.95);
  expect(wrong).toBe(0);
});

test('nothing that is said holds a secret, a signature or a piece of the body', () => {
  const told = all.flatMap((trial) => {
    const said = JSON.stringify(trial.diagnosis);
    return confidential(trial)
      .filter((text) => said.includes(text))
      .map((text) => `${trial.row.id}, ${trial.plant.name}: ${text}`);
  });
  expect(told).toEqual([]);
});
