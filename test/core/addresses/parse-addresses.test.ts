import { readRange } from '../../../core/addresses/address-range.ts';
import { publishedAddresses } from '../../../core/addresses/published/index.ts';
import { ConfigurationError, parseWebhooks } from '../../../core/index.ts';
import { providers } from '../../../core/providers/index.ts';

const source = (options: object) => parseWebhooks({ sources: { github: options } }).sources.github;

function problemsOf(sources: object): string {
  try {
    parseWebhooks({ sources });
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.join('\n');
    throw error;
  }
  return 'none';
}

test('a source takes requests from anywhere unless it says otherwise', () => {
  expect(source({})?.allowAddresses).toBeUndefined();
});

test('what a provider publishes is written out, and ranges of your own are added', () => {
  expect(source({ allowAddresses: ['published', '203.0.113.7'] })?.allowAddresses).toEqual({
    ranges: [...(publishedAddresses.github?.ranges ?? []), '203.0.113.7'],
    published: true,
  });
  expect(source({ allowAddresses: ['192.0.2.0/24'] })?.allowAddresses).toEqual({
    ranges: ['192.0.2.0/24'],
    published: false,
  });
});

test('proxies are trusted by their addresses, in the header that they write', () => {
  const behind = { proxies: ['198.51.100.0/24'], header: 'CF-Connecting-IP' };
  expect(source({ allowAddresses: { from: 'published', behind } })?.allowAddresses?.behind).toEqual({
    proxies: ['198.51.100.0/24'],
    header: 'cf-connecting-ip',
  });
});

test.each([
  ['a text', 'anywhere', 'allowed: "published", or ranges'],
  ['nothing', [], 'allowed: "published", or ranges'],
  ['a range with bits after its prefix', ['192.0.2.7/24'], 'its range is 192.0.2.0/24'],
  ['no range', ['192.0.2.*'], 'IPv4 or IPv6 range'],
  ['an unknown option', { from: 'published', behindd: {} }, '"behindd" is unknown'],
  ['proxies without addresses', { from: 'published', behind: { proxies: [] } }, 'whose word is taken'],
  [
    'everybody as a proxy',
    { from: 'published', behind: { proxies: ['0.0.0.0/0'] } },
    'anybody could say to be anybody',
  ],
  [
    'a header that is none',
    { from: 'published', behind: { proxies: ['192.0.2.1'], header: 'a b' } },
    'has to be a header',
  ],
])('%s is refused', (_, allowAddresses, sentence) => {
  expect(problemsOf({ github: { allowAddresses } })).toContain(sentence);
});

test('a provider without a list is told, with those that have one', () => {
  expect(problemsOf({ slack: { allowAddresses: 'published' } })).toBe(
    'source "slack": "allowAddresses" is "published", but no list of Slack is known here; there are lists of buildkite, github, paddle, paystack, postmark, stripe, telegram, terraform-cloud: name the ranges, such as ["192.0.2.0/24"]',
  );
});

test('every list is of a provider, and holds ranges, a date and where they come from', () => {
  for (const [id, { asOf, page, list, ranges }] of Object.entries(publishedAddresses)) {
    expect(Object.keys(providers)).toContain(id);
    expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const url of [page, list?.url ?? page]) expect(new URL(url).protocol).toBe('https:');
    expect(ranges.length).toBeGreaterThan(1);
    expect(ranges.map(readRange).filter(({ ok }) => !ok)).toEqual([]);
  }
});
