import { Token } from 'aws-cdk-lib';
import { readRange } from '../../core/addresses/address-range.ts';
import type { Access, OwnDomain, Waf } from './access.ts';
import { TRUST_STORE } from './domain-records.ts';

const KINDS = ['http-api', 'rest-api', 'cloudfront'];

/** Where CloudFront takes its web ACLs and certificates from. */
const CLOUDFRONT_REGION = 'us-east-1';

/** AWS WAF's own: https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html */
const RATES = [10, 2_000_000_000] as const;

/** A resource policy may have 8,192 bytes: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MOST_POLICY_BYTES = 7_600;

/** What is wrong with an access option, a sentence each. */
export function accessProblems(access: Access, region: string): string[] {
  const { kind, domain } = access;
  if (!KINDS.includes(kind)) return [`"kind" is ${JSON.stringify(kind)}; allowed: ${KINDS.join(', ')}`];
  const home = kind === 'cloudfront' ? CLOUDFRONT_REGION : region;
  return [
    ...(domain ? domainProblems(domain, home, region) : []),
    ...('waf' in access ? wafProblems(access.waf) : []),
    ...(kind === 'cloudfront' ? webAclProblems(access.waf, region) : ownAddressProblems(access)),
    ...(kind === 'rest-api' ? rangeProblems(access.allowAddresses) : []),
  ];
}

function domainProblems({ name, certificateArn, hostedZone }: OwnDomain, home: string, region: string): string[] {
  const problems: string[] = [];
  if (!/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/.test(name) && !Token.isUnresolved(name))
    problems.push(
      `"domain.name" is ${JSON.stringify(name)}; it has to be a name in lower case, such as "hooks.example.com"`,
    );
  if (!certificateArn && !hostedZone)
    problems.push(
      '"domain" has no certificate: give its "certificateArn", or the "hostedZone" that can prove a new one',
    );
  const [, , , found] = certificateArn?.split(':') ?? [];
  if (found && isOther(found, home))
    problems.push(`"domain.certificateArn" names a certificate of ${found}; it has to be in ${home}`);
  if (!certificateArn && hostedZone && home === CLOUDFRONT_REGION && region !== home)
    problems.push(
      `"domain" has no "certificateArn", and CloudFront takes certificates of ${CLOUDFRONT_REGION} only, but the stack is in ${spoken(region)}: make one there, or put the stack there`,
    );
  return problems;
}

function wafProblems(waf: Waf | false | undefined): string[] {
  if (!waf || 'webAclArn' in waf || waf.ratePerFiveMinutes === undefined) return [];
  const rate = waf.ratePerFiveMinutes;
  if (Number.isInteger(rate) && rate >= RATES[0] && rate <= RATES[1]) return [];
  return [`"waf.ratePerFiveMinutes" is ${rate}; allowed: whole numbers from ${RATES[0]} to ${RATES[1]}`];
}

function webAclProblems(waf: Waf | false | undefined, region: string): string[] {
  const isMade = waf !== false && !(waf && 'webAclArn' in waf);
  if (isMade && region !== CLOUDFRONT_REGION)
    return [
      `CloudFront takes web ACLs of ${CLOUDFRONT_REGION} only, but the stack is in ${spoken(region)}: name one by "waf: { webAclArn }", put the stack there with "env: { region: '${CLOUDFRONT_REGION}' }", or do without one with "waf: false"`,
    ];
  if (waf && 'webAclArn' in waf && !waf.webAclArn.includes(':global/webacl/') && !Token.isUnresolved(waf.webAclArn))
    return [`"waf.webAclArn" is ${JSON.stringify(waf.webAclArn)}; CloudFront takes global ones, arn:…:global/webacl/…`];
  return [];
}

function ownAddressProblems({
  domain,
  mutualTls,
  disableExecuteApiEndpoint,
}: Exclude<Access, { readonly kind: 'cloudfront' }>): string[] {
  const problems: string[] = [];
  if (mutualTls && !TRUST_STORE.test(mutualTls.trustStore))
    problems.push(
      `"mutualTls.trustStore" is ${JSON.stringify(mutualTls.trustStore)}; it has to be an object, such as "s3://bucket/clients.pem"`,
    );
  if (mutualTls && !domain)
    problems.push('"mutualTls" needs a "domain": the API\'s own address asks for no certificate');
  if (mutualTls && disableExecuteApiEndpoint === false)
    problems.push(
      '"disableExecuteApiEndpoint" is false with "mutualTls": whoever has no certificate would go to the API\'s own address',
    );
  if (disableExecuteApiEndpoint && !domain)
    problems.push('"disableExecuteApiEndpoint" needs a "domain": without one the API would have no address');
  return problems;
}

function rangeProblems(ranges: readonly string[] = []): string[] {
  const problems = ranges.flatMap((text) => {
    const read = readRange(text);
    return read.ok ? [] : [`"allowAddresses" names ${JSON.stringify(text)}: ${read.problem}`];
  });
  const bytes = JSON.stringify(ranges).length;
  if (bytes > MOST_POLICY_BYTES)
    problems.push(
      `"allowAddresses" is ${bytes} characters long, but a resource policy has room for ${MOST_POLICY_BYTES}: say it of the sources instead, in their own "allowAddresses"`,
    );
  return problems;
}

/** Whether a region is another one for certain. */
const isOther = (found: string, wanted: string) =>
  !Token.isUnresolved(found) && !Token.isUnresolved(wanted) && found !== wanted;

const spoken = (region: string) => (Token.isUnresolved(region) ? 'a region that it does not say' : region);
