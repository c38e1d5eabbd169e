import { Match } from 'aws-cdk-lib/assertions';
import type { Access } from '../../../lib/index.ts';
import { synthesize, webhooks } from '../synthesize.ts';

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/7f1d';
const DOMAIN = { name: 'hooks.example.com', certificateArn: CERTIFICATE };
const NORTH_VIRGINIA = { region: 'us-east-1', account: '123456789012' };

const withAccess = (access: Access, env = NORTH_VIRGINIA) => synthesize({ webhooks, access, env });

const publicUrlOf = ({ properties }: ReturnType<typeof synthesize>) =>
  Object(properties('AWS::Lambda::Function', 'IngressVerifier').Environment).Variables.PUBLIC_URL;

test('an HTTP API is what a stack has when nothing is said, resource for resource', () => {
  const { template } = synthesize({ webhooks, access: { kind: 'http-api' } });
  expect(template.toJSON()).toEqual(synthesize().template.toJSON());
});

describe('an HTTP API with a domain and mutual TLS', () => {
  const made = withAccess({
    kind: 'http-api',
    domain: DOMAIN,
    mutualTls: { trustStore: 's3://bank-certificates/clients.pem', version: 'v7' },
    dualStack: true,
  });
  const { template } = made;

  test('asks clients for a certificate of the trust store', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'hooks.example.com',
      DomainNameConfigurations: [{ CertificateArn: CERTIFICATE, EndpointType: 'REGIONAL', IpAddressType: 'dualstack' }],
      MutualTlsAuthentication: { TruststoreUri: 's3://bank-certificates/clients.pem', TruststoreVersion: 'v7' },
    });
    template.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
  });

  test('closes the address that asks for none', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      DisableExecuteApiEndpoint: true,
      IpAddressType: 'dualstack',
    });
  });

  test('has the domain for its address, which some providers sign', () => {
    expect(publicUrlOf(made)).toBe('https://hooks.example.com');
    template.hasOutput('WebhookUrl', { Value: 'https://hooks.example.com/webhooks' });
    template.hasOutput('DomainTarget', { Value: { 'Fn::GetAtt': [Match.anyValue(), 'RegionalDomainName'] } });
  });
});

test('a hosted zone proves a new certificate, and holds the records of both kinds of addresses', () => {
  const hostedZone = { id: 'Z0123', name: 'example.com' };
  const { template } = withAccess({ kind: 'http-api', domain: { name: 'hooks.example.com', hostedZone } });
  template.hasResourceProperties('AWS::CertificateManager::Certificate', {
    DomainName: 'hooks.example.com',
    DomainValidationOptions: [{ DomainName: 'hooks.example.com', HostedZoneId: 'Z0123' }],
  });
  for (const Type of ['A', 'AAAA'])
    template.hasResourceProperties('AWS::Route53::RecordSet', { Name: 'hooks.example.com.', Type });
  expect(template.findOutputs('DomainTarget')).toEqual({});
});

describe('a REST API', () => {
  const made = withAccess({ kind: 'rest-api', allowAddresses: ['192.0.2.0/24', '2001:db8::/32'] });
  const { template } = made;

  test('hands every method on every source to the verifier, bodies as bytes', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', {
      BinaryMediaTypes: ['*/*'],
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
    template.hasResourceProperties('AWS::ApiGateway::Resource', { PathPart: '{source}' });
    template.hasResourceProperties('AWS::ApiGateway::Method', {
      HttpMethod: 'ANY',
      Integration: { Type: 'AWS_PROXY' },
    });
    template.resourceCountIs('AWS::ApiGatewayV2::Api', 0);
  });

  test('has its stage in the address, which some providers sign', () => {
    const api = { Ref: Match.stringLikeRegexp('^IngressApi') };
    const parts = ['https://', api, '.execute-api.us-east-1.', { Ref: 'AWS::URLSuffix' }];
    template.hasOutput('WebhookUrl', { Value: { 'Fn::Join': ['', [...parts, '/live/webhooks']] } });
    expect(JSON.stringify(publicUrlOf(made))).toContain('/live"');
    expect(Object.keys(template.findOutputs('*')).filter((name) => name.includes('Endpoint'))).toEqual([]);
  });

  test('denies all other addresses before anything of ours runs', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', {
      Policy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Condition: { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32'] } },
          }),
        ]),
      },
    });
  });

  test('has a web ACL on its stage', () => {
    template.hasResourceProperties('AWS::WAFv2::WebACL', { Scope: 'REGIONAL', DefaultAction: { Allow: {} } });
    template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
      ResourceArn: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('/stages/$')])] },
    });
  });

  test('takes a domain and mutual TLS, and then has no address of its own', () => {
    const { template } = withAccess({
      kind: 'rest-api',
      waf: false,
      domain: DOMAIN,
      mutualTls: { trustStore: 's3://bank-certificates/clients.pem' },
    });
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { DisableExecuteApiEndpoint: true });
    template.hasResourceProperties('AWS::ApiGateway::DomainName', {
      RegionalCertificateArn: CERTIFICATE,
      SecurityPolicy: 'TLS_1_2',
      MutualTlsAuthentication: { TruststoreUri: 's3://bank-certificates/clients.pem' },
    });
    template.resourceCountIs('AWS::ApiGateway::BasePathMapping', 1);
    template.resourceCountIs('AWS::WAFv2::WebACL', 0);
    template.hasOutput('WebhookUrl', { Value: 'https://hooks.example.com/webhooks' });
  });
});

describe('a web ACL', () => {
  const rulesOf = (waf?: Extract<Access, { kind: 'rest-api' }>['waf']) => {
    const { properties } = withAccess({ kind: 'rest-api', ...(waf !== undefined && { waf }) });
    return properties('AWS::WAFv2::WebACL', 'IngressWebAcl').Rules as readonly Readonly<Record<string, object>>[];
  };

  test('answers 429, after which providers come back, where one address sends too much', () => {
    const [rate] = rulesOf({ ratePerFiveMinutes: 500 });
    expect(rate).toMatchObject({
      Statement: { RateBasedStatement: { Limit: 500, AggregateKeyType: 'IP', EvaluationWindowSec: 300 } },
      Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
    });
  });

  test('only counts bodies over 8 KB, strange bodies and senders without a user agent', () => {
    const group = Object(rulesOf()[1]);
    expect(group.OverrideAction).toEqual({ None: {} });
    const { RuleActionOverrides } = group.Statement.ManagedRuleGroupStatement;
    const counted = RuleActionOverrides.map(({ Name }: { Name: string }) => Name);
    expect(counted).toEqual(expect.arrayContaining(['SizeRestrictions_BODY', 'NoUserAgent_HEADER']));
    expect(counted.filter((name: string) => name.endsWith('_BODY'))).toHaveLength(5);
    for (const { ActionToUse } of RuleActionOverrides) expect(ActionToUse).toEqual({ Count: {} });
  });

  test('takes other groups of AWS, to block or to count', () => {
    const rules = rulesOf({
      managedRules: { AWSManagedRulesAmazonIpReputationList: 'block', AWSManagedRulesSQLiRuleSet: 'count' },
    });
    expect(rules.slice(1).map(({ Name, OverrideAction }) => [Name, OverrideAction])).toEqual([
      ['AWSManagedRulesAmazonIpReputationList', { None: {} }],
      ['AWSManagedRulesSQLiRuleSet', { Count: {} }],
    ]);
  });

  test('shows nobody samples of requests, which hold signatures', () => {
    const { template } = withAccess({ kind: 'rest-api' });
    expect(JSON.stringify(template.toJSON())).not.toContain('"SampledRequestsEnabled":true');
  });
});

describe('CloudFront', () => {
  const made = withAccess({ kind: 'cloudfront' });
  const { template, properties } = made;
  const config = Object(properties('AWS::CloudFront::Distribution', 'IngressDistribution').DistributionConfig);

  test('passes every method on, uncached, with everything but the host', () => {
    expect(config.DefaultCacheBehavior).toMatchObject({
      AllowedMethods: expect.arrayContaining(['POST', 'GET', 'PUT']),
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ViewerProtocolPolicy: 'https-only',
    });
    template.hasResourceProperties('AWS::WAFv2::WebACL', { Scope: 'CLOUDFRONT' });
    expect(config.WebACLId).toBeDefined();
  });

  test('shows a key that is in neither template nor code, and that the verifier knows', () => {
    const [{ OriginCustomHeaders }] = config.Origins;
    const [{ HeaderName, HeaderValue }] = OriginCustomHeaders;
    expect(HeaderName).toBe('x-breakwater-origin-key');
    expect(JSON.stringify(HeaderValue)).toContain('{{resolve:secretsmanager:');
    const { Variables } = Object(properties('AWS::Lambda::Function', 'IngressVerifier').Environment);
    const [, [...shown]] = HeaderValue['Fn::Join'];
    const [, known] = Variables.ORIGIN_KEYS['Fn::Join'];
    expect(known.map((part: unknown) => JSON.stringify(part)).join()).toContain(JSON.stringify(shown[1]));
    expect(Variables.DIRECT_REQUESTS).toBe('refuse');
    template.hasResourceProperties('AWS::SecretsManager::Secret', { GenerateSecretString: Match.anyValue() });
  });

  test('says who sent a request, over whatever the sender says', () => {
    template.hasResourceProperties('AWS::CloudFront::Function', {
      FunctionCode: Match.stringLikeRegexp("headers\\['x-breakwater-viewer'\\] = { value: event.viewer.ip }"),
    });
    expect(config.DefaultCacheBehavior.FunctionAssociations).toMatchObject([{ EventType: 'viewer-request' }]);
  });

  test('is the address that providers sign', () => {
    expect(JSON.stringify(publicUrlOf(made))).toMatch(
      /"https:\/\/",\{"Fn::GetAtt":\["IngressDistribution\w+","DomainName"\]/,
    );
    const { template } = withAccess({ kind: 'cloudfront', domain: DOMAIN });
    template.hasOutput('WebhookUrl', { Value: 'https://hooks.example.com/webhooks' });
  });

  test('takes a web ACL that is there, from any region', () => {
    const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/hooks/1';
    const { template } = withAccess(
      { kind: 'cloudfront', waf: { webAclArn } },
      { region: 'eu-west-1', account: '123456789012' },
    );
    template.resourceCountIs('AWS::WAFv2::WebACL', 0);
    template.hasResourceProperties('AWS::CloudFront::Distribution', { DistributionConfig: { WebACLId: webAclArn } });
  });

  test('goes over to the key that the verifier knows already, before the verifier forgets the one before', () => {
    const keysOf = (keyGeneration?: number) => {
      const access = { kind: 'cloudfront', ...(keyGeneration && { keyGeneration }) } as const;
      const { properties, template } = withAccess(access);
      const { Variables } = Object(properties('AWS::Lambda::Function', 'IngressVerifier').Environment);
      const distribution = properties('AWS::CloudFront::Distribution', 'IngressDistribution');
      const [verifier] = Object.values(template.findResources('AWS::Lambda::Function'));
      const keysIn = (value: unknown) => [...JSON.stringify(value).matchAll(/IngressOriginKey(\d)/g)].map(([, n]) => n);
      expect(verifier?.DependsOn).toContainEqual(expect.stringMatching(/^IngressDistribution/));
      return { shown: keysIn(distribution), known: keysIn(Variables) };
    };
    expect(keysOf()).toEqual({ shown: ['1'], known: ['1', '2'] });
    expect(keysOf(2)).toEqual({ shown: ['2'], known: ['2', '3'] });
  });
});
