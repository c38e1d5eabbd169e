import { type Access, ConfigurationError } from '../../../lib/index.ts';
import { synthesize, webhooks } from '../synthesize.ts';

const domain = { name: 'hooks.example.com', certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/7f1d' };
const mutualTls = { trustStore: 's3://bank-certificates/clients.pem' };

function problemsOf(access: Access, region = 'eu-west-1'): readonly string[] {
  try {
    synthesize({ webhooks, access, env: { region, account: '123456789012' } });
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

test('a web ACL of CloudFront is refused outside of us-east-1, in words that say what to do', () => {
  expect(problemsOf({ kind: 'cloudfront' })).toEqual([
    `CloudFront takes web ACLs of us-east-1 only, but the stack is in eu-west-1: name one by "waf: { webAclArn }", put the stack there with "env: { region: 'us-east-1' }", or do without one with "waf: false"`,
  ]);
  expect(problemsOf({ kind: 'cloudfront', waf: false })).toEqual([]);
  expect(() => synthesize({ webhooks, access: { kind: 'cloudfront' } })).toThrow('a region that it does not say');
});

test.each<[string, Access, string]>([
  ['mutual TLS without a domain', { kind: 'http-api', mutualTls }, '"mutualTls" needs a "domain"'],
  [
    'mutual TLS with a way round it',
    { kind: 'http-api', domain, mutualTls, disableExecuteApiEndpoint: false },
    'whoever has no certificate would go to',
  ],
  [
    'a trust store that is no object',
    { kind: 'rest-api', domain, mutualTls: { trustStore: 'https://example.com/clients.pem' } },
    'such as "s3://bucket/clients.pem"',
  ],
  ['an API without an address', { kind: 'rest-api', disableExecuteApiEndpoint: true }, 'needs a "domain"'],
  ['a domain without a certificate', { kind: 'http-api', domain: { name: 'hooks.example.com' } }, 'no certificate'],
  ['a domain that is an address', { kind: 'http-api', domain: { ...domain, name: 'https://x.com' } }, '"domain.name"'],
  ["CloudFront's certificate elsewhere", { kind: 'cloudfront', waf: false, domain }, 'it has to be in us-east-1'],
  [
    "CloudFront's certificate to be made elsewhere",
    {
      kind: 'cloudfront',
      waf: false,
      domain: { name: 'a.example.com', hostedZone: { id: 'Z1', name: 'example.com' } },
    },
    'make one there',
  ],
  [
    'a regional web ACL for CloudFront',
    { kind: 'cloudfront', waf: { webAclArn: 'arn:aws:wafv2:us-east-1:1:regional/webacl/a/1' } },
    'global ones',
  ],
  ['a rate under the least', { kind: 'rest-api', waf: { ratePerFiveMinutes: 5 } }, 'from 10 to 2000000000'],
  [
    'a range that is none',
    { kind: 'rest-api', allowAddresses: ['192.0.2.7/24'] },
    '"192.0.2.7/24": the address has bits after the first 24: its range is 192.0.2.0/24',
  ],
  [
    'more ranges than a policy holds',
    { kind: 'rest-api', allowAddresses: Array.from({ length: 500 }, (_, index) => `10.0.${index % 256}.0/24`) },
    'say it of the sources',
  ],
])('%s is refused', (_, access, sentence) => {
  expect(problemsOf(access).join()).toContain(sentence);
});

test('an access of a kind that there is not is refused with those that there are', () => {
  const access: Access = JSON.parse('{"kind":"alb"}');
  expect(problemsOf(access)).toEqual(['"kind" is "alb"; allowed: http-api, rest-api, cloudfront']);
});

test('what is wrong is said of the stack that it was given to', () => {
  expect(() => synthesize({ webhooks, access: { kind: 'http-api', mutualTls } })).toThrow(
    '"access" of the stack "Hooks" needs mending',
  );
});
