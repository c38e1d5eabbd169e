import { parseWebhooks } from '../../../core/index.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { keyCache } from '../../../lambda/verifier/key-cache.ts';
import { readAhead } from '../../../lambda/verifier/read-ahead.ts';

const SECRET = 'whsec_a_secret_of_enough_bytes';

function verifier(sources: object, values: Readonly<Record<string, string | Error>> = {}) {
  const reads: string[] = [];
  const lines: string[] = [];
  const atWork = { now: 0, most: 0 };
  const read = async (name: string) => {
    reads.push(name);
    atWork.now += 1;
    atWork.most = Math.max(atWork.most, atWork.now);
    await new Promise(setImmediate);
    atWork.now -= 1;
    const value = values[name];
    if (value instanceof Error) throw value;
    return value;
  };
  const { sources: parsed } = parseWebhooks({ sources, processors: {} });
  const keys = keyCache({ read, replace: async () => false, now: () => 0 });
  const asked: string[] = [];
  const ledger = {
    read: async (source: string, id: string) => {
      asked.push(`${source}#${id}`);
      return undefined;
    },
  };
  const log = jsonLog((line) => lines.push(line));
  const ahead = () => readAhead({ webhooks: { sources: parsed }, keys, ledger, log });
  const keysOf = (name: string) => {
    const source = parsed[name];
    if (!source) throw new Error(`there is no source ${name}`);
    return keys.keys(source);
  };
  return { reads, lines, asked, atWork, ahead, keysOf };
}

test('the first request finds the secret that was read ahead', async () => {
  const { reads, lines, asked, ahead, keysOf } = verifier(
    { stripe: {}, github: {} },
    { stripe: SECRET, github: SECRET },
  );
  await ahead();
  expect(await keysOf('stripe')).toHaveLength(1);
  expect({ reads, lines, asked }).toEqual({ reads: ['stripe', 'github'], lines: [], asked: ['#none'] });
});

test('of many sources the first ten are read, three at a time, and none that has no secret of its own', async () => {
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`s${index}`, { provider: 'stripe' }]));
  const { reads, atWork, ahead } = verifier({
    shared: { provider: 'stripe', tenants: true },
    'google-pubsub': { audience: 'https://hooks.acme.com', serviceAccount: 'push@acme.iam.gserviceaccount.com' },
    ...many,
  });
  await ahead();
  expect(reads).toEqual(Object.keys(many).slice(0, 10));
  expect(atWork.most).toBe(3);
});

test('a secret that is not set yet is looked for again by the first request, without a word', async () => {
  const values: Record<string, string> = {};
  const { lines, ahead, keysOf } = verifier({ stripe: {} }, values);
  await ahead();
  values.stripe = SECRET;
  expect(await keysOf('stripe')).toHaveLength(1);
  expect(lines).toEqual([]);
});

test('what cannot be read ahead takes one line in all, and is read by the first request', async () => {
  const failure = new Error('Secrets Manager is down');
  const { reads, lines, ahead, keysOf } = verifier(
    { stripe: {}, slack: {}, github: {} },
    { stripe: failure, slack: failure, github: SECRET },
  );
  await ahead();
  expect(lines).toEqual(['{"level":"warn","message":"not read ahead","error":"Error: Secrets Manager is down"}']);
  await expect(keysOf('stripe')).rejects.toThrow(failure);
  expect(await keysOf('github')).toHaveLength(1);
  expect(reads).toEqual(['stripe', 'slack', 'github', 'stripe']);
});
