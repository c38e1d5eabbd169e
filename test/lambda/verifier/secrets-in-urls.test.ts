import { parseWebhooks, querySecret } from '../../../core/index.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { keyCache } from '../../../lambda/verifier/key-cache.ts';
import { receive } from '../../../lambda/verifier/receive.ts';

const SECRET = 'a-secret-that-must-not-be-seen';

const webhooks = parseWebhooks({
  sources: {
    printer: { provider: querySecret({ eventId: 'body.id' }) },
    splunk: {},
    mailchimp: {},
    salesforce: { organizationId: '00D5g000004Z1abEAC' },
  },
  processors: { work: { on: { printer: ['*'], splunk: ['*'], mailchimp: ['*'], salesforce: ['*'] } } },
});

/** Everything that the verifier writes anywhere, or answers, because of these requests. */
async function written(
  source: string,
  requests: readonly { method?: string; search?: string; body?: string }[],
  fails = false,
) {
  const texts: string[] = [];
  const write = (value: unknown) => {
    texts.push(typeof value === 'string' ? value : JSON.stringify(value));
    if (fails) throw new Error('AWS is down');
  };
  const statuses: number[] = [];
  for (const { method = 'POST', search = '', body = '{"id":"evt_1"}' } of requests) {
    const url = `https://hooks.example.com/webhooks/${source}${search}`;
    const delivery = { method, url, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
    const answer = await receive(
      { source, requestId: 'r', delivery },
      {
        webhooks,
        keys: keyCache({ read: async () => SECRET, replace: async () => false, now: () => 0 }),
        documents: { loadWithin: () => () => Promise.reject(new Error('nothing is loaded here')) },
        visit: () => Promise.reject(new Error('nothing is visited here')),
        keep: async () => false,
        claimChecks: { put: async () => undefined },
        claimCheckKb: 200,
        ledger: { record: async (item) => void write(item) },
        send: async (_, message) => write(message),
        now: () => 0,
        log: jsonLog((line) => texts.push(line)),
      },
    );
    statuses.push(answer.status);
    texts.push(JSON.stringify(answer));
  }
  return { statuses, text: texts.join('\n') };
}

const REQUESTS = [
  { search: `?secret=${SECRET}` },
  { search: `?secret=${SECRET}`, body: 'no JSON' },
  { search: `?secret=${SECRET}x` },
  { search: `?secret=${SECRET}&secret=${SECRET}` },
  { search: `?secret=${SECRET}`, method: 'GET' },
  { search: `?key=${SECRET}` },
];

test.each(['printer', 'splunk', 'mailchimp', 'salesforce', 'unknown'])(
  'the secret in the URL of %s is in no log, message, record or answer',
  async (source) => {
    const { text } = await written(source, REQUESTS);
    expect(text).toContain('"message"');
    expect(text).not.toContain(SECRET);
  },
);

test('nor is it when AWS fails', async () => {
  const { statuses, text } = await written('printer', REQUESTS, true);
  expect(statuses).toContain(503);
  expect(text).not.toContain(SECRET);
});

test('and what has it is accepted', async () => {
  expect((await written('printer', REQUESTS)).statuses).toEqual([200, 200, 401, 401, 405, 401]);
});
