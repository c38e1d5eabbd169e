import type { ResourceType } from './resource-type.ts';

interface DistributionProperties {
  readonly DistributionConfig?: {
    readonly Origins?: readonly {
      readonly OriginCustomHeaders?: readonly { readonly HeaderName?: string; readonly HeaderValue?: string }[];
    }[];
  };
}

/** What AWS does before a request reaches the API. A local run names it, and lets everything through. */
export const inFront: ResourceType = {
  types: [
    'AWS::ApiGateway::BasePathMapping',
    'AWS::ApiGateway::DomainName',
    'AWS::ApiGatewayV2::DomainName',
    'AWS::CertificateManager::Certificate',
    'AWS::CloudFront::Function',
    'AWS::CloudFront::OriginRequestPolicy',
    'AWS::Route53::RecordSet',
    'AWS::WAFv2::WebACL',
    'AWS::WAFv2::WebACLAssociation',
  ],

  bringUp({ logicalId, type, name, properties }, _engines, { notEnforced, assembly: { region, account } }) {
    if (type !== 'AWS::CertificateManager::Certificate') notEnforced.add(type);
    if (properties.MutualTlsAuthentication) notEnforced.add('mutual TLS');
    const [, service = '', kind = ''] = type.toLowerCase().split('::');
    const arn = `arn:aws:${service}:${region}:${account}:${kind}/${name}`;
    const domain = `${logicalId.toLowerCase()}.local`;
    return {
      ref: type === 'AWS::CertificateManager::Certificate' ? arn : name,
      attributes: {
        Arn: arn,
        DistributionDomainName: domain,
        DistributionHostedZoneId: logicalId,
        FunctionARN: arn,
        'FunctionMetadata.FunctionARN': arn,
        Id: logicalId,
        RegionalDomainName: domain,
        RegionalHostedZoneId: logicalId,
      },
    };
  },
};

/**
 * CloudFront: the run takes its place, so far as the verifier can tell. The key in its headers is a reference that
 * CloudFormation would resolve; here it stands unresolved in both places, and is the same.
 */
export const distribution: ResourceType = {
  types: ['AWS::CloudFront::Distribution'],

  bringUp({ logicalId, type, properties }, _engines, blueprint) {
    const { DistributionConfig }: DistributionProperties = properties;
    const headers = DistributionConfig?.Origins?.flatMap(({ OriginCustomHeaders = [] }) => OriginCustomHeaders) ?? [];
    blueprint.cdnHeaders = Object.fromEntries(
      headers.map(({ HeaderName = '', HeaderValue = '' }) => [HeaderName.toLowerCase(), HeaderValue]),
    );
    blueprint.notEnforced.add(type);
    const domain = `${logicalId.toLowerCase()}.local`;
    return { ref: logicalId, attributes: { DomainName: domain, Id: logicalId } };
  },
};
