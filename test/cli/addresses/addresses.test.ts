import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createColors } from 'picocolors';
import { compareAddresses } from '../../../cli/addresses/compare-addresses.ts';
import { isTrusted } from '../../../cli/addresses/read-list.ts';
import { runCli } from '../../../cli/run-cli.ts';
import { publishedAddresses } from '../../../core/addresses/published/index.ts';

const KEPT = publishedAddresses.github?.ranges ?? [];

let answer: { readonly status?: number; readonly body: string; readonly location?: string };
let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((_, response) => {
    const { status = 200, body, location } = answer;
    response.writeHead(status, location ? { location } : {}).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/meta`;
});
afterAll(() => server.close());

async function addresses(...words: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const output = (lines: string[]) => ({ write: (line: string) => void lines.push(line), colors: createColors(false) });
  const terminal = { out: output(out), err: output(err), environment: {}, directory: process.cwd() };
  const code = await runCli(['addresses', ...words], terminal);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const github = (...more: string[]) => addresses('github', '--list', url, ...more);

test('says that a list is the same, in whatever order and form', async () => {
  const [first = '', ...rest] = KEPT;
  answer = {
    body: JSON.stringify({ web: ['192.0.2.0/24'], hooks: [...rest.map((range) => range.toUpperCase()), first] }),
  };
  const { code, out } = await github();
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/github +2026-11-21 +same +–$/m) });
});

test('names what a provider added and took away, and exits with 1', async () => {
  answer = { body: JSON.stringify({ hooks: [...KEPT.slice(1), '192.0.2.0/24', '2001:db8::/32'] }) };
  const { code, out, err } = await github('--json');
  expect(JSON.parse(out)).toEqual([
    {
      provider: 'github',
      status: 'different',
      asOf: '2026-11-21',
      page: publishedAddresses.github?.page,
      added: ['192.0.2.0/24', '2001:db8::/32'],
      removed: [KEPT[0]],
    },
  ]);
  expect(code).toBe(1);
  expect(err).toContain('github publishes other addresses than are kept');
});

test('reads a list of lines, also where the provider itself has only a page', async () => {
  answer = { body: '# Paystack\n52.31.139.75\n52.49.173.169/32\n\n52.214.14.220\n' };
  expect((await addresses('paystack', '--list', url)).code).toBe(0);
});

test.each([
  ['an error', { status: 503, body: '' }, 'answered 503'],
  [
    'a way to where anybody could change it',
    { status: 302, body: '', location: 'http://a.example/' },
    'which is not https',
  ],
  ['a way that leads back to itself', { status: 302, body: '', location: '/meta' }, 'leads on and on'],
  ['another JSON', { body: '{"hook":[]}' }, 'holds no list of addresses under "hooks"'],
  ['an empty list', { body: '{"hooks":[]}' }, 'holds no list of addresses'],
  ['a page for people', { body: '<html>sign in</html>' }, 'which is no range'],
  ['something else in the list', { body: '{"hooks":["192.0.2.0/24","example.com"]}' }, 'holds "example.com"'],
])('does not take %s for a list', async (_, given, sentence) => {
  answer = given;
  const { code, out, err } = await github();
  expect(code).toBe(1);
  expect(out).toContain(sentence);
  expect(err).toContain('the list of github could not be read');
});

test('what publishes a page only is to be read by a person, and is no failure', async () => {
  const { code, out } = await addresses('paystack', '--json');
  expect([code, JSON.parse(out)[0].status]).toEqual([0, 'page-only']);
});

test.each([
  ['a provider without a list', ['gitub'], 'the nearest are github'],
  ['a list of nobody', ['--list', 'https://example.com/'], 'name it'],
  ['a list that anybody on the way could change', ['github', '--list', 'http://example.com/'], 'has to be https://'],
])('%s is wrong use', async (_, words, sentence) => {
  const { code, err } = await addresses(...words);
  expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
});

test('only https is trusted, and this machine', () => {
  expect(
    ['https://a.example/', 'http://127.0.0.1:1/', 'http://a.example/', 'file:///etc/hosts', 'x'].map(isTrusted),
  ).toEqual([true, true, false, false, false]);
});

test('asks each provider at its own address', async () => {
  const asked: string[] = [];
  for (const [provider, kept] of Object.entries(publishedAddresses)) {
    const read = async (from: string) => {
      asked.push(from);
      return kept.ranges;
    };
    expect((await compareAddresses(provider, kept, read)).status).toBe(kept.list ? 'same' : 'page-only');
  }
  expect(asked).toEqual(
    expect.arrayContaining(['https://api.github.com/meta', 'https://stripe.com/files/ips/ips_webhooks.json']),
  );
});
