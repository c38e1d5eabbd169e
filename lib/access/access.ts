/** How requests get from the internet to the verifier. */
export type Access = HttpApiAccess | RestApiAccess | CloudFrontAccess;

/** An HTTP API: the cheapest, and what a stack has when nothing is said. */
export interface HttpApiAccess {
  readonly kind: 'http-api';
  /** A domain of your own. @default - the API's own address */
  readonly domain?: OwnDomain;
  /** Only clients with a certificate get through; closes the API's own address. Needs a domain. @default - all clients */
  readonly mutualTls?: MutualTls;
  /** Whether the API answers under the domain only. @default false, or true with `mutualTls` */
  readonly disableExecuteApiEndpoint?: boolean;
  /** Whether the API is reached over IPv6 too. @default false */
  readonly dualStack?: boolean;
}

/** A regional REST API: with a web ACL, and address ranges that AWS checks before any code of ours runs. */
export interface RestApiAccess {
  readonly kind: 'rest-api';
  /** What AWS WAF refuses; `false` for no web ACL. @default - a rate rule and AWS's common rules */
  readonly waf?: Waf | false;
  /**
   * The only ranges that get through, for all sources together, in CIDR notation; a source has `allowAddresses` of its own.
   * @default - all addresses
   */
  readonly allowAddresses?: readonly string[];
  /** A domain of your own. @default - the API's own address */
  readonly domain?: OwnDomain;
  /** Only clients with a certificate get through; closes the API's own address. Needs a domain. @default - all clients */
  readonly mutualTls?: MutualTls;
  /** Whether the API answers under the domain only. @default false, or true with `mutualTls` */
  readonly disableExecuteApiEndpoint?: boolean;
  /** Whether the API is reached over IPv6 too. @default false */
  readonly dualStack?: boolean;
  /** Whether requests are logged, by the role that API Gateway's settings of the account and region have to name. @default false */
  readonly accessLog?: boolean;
}

/** CloudFront with a web ACL in front of an HTTP API, which takes nothing that did not come through it. */
export interface CloudFrontAccess {
  readonly kind: 'cloudfront';
  /**
   * What AWS WAF refuses; `false` for no web ACL. CloudFront's are in us-east-1: in a stack of another region name one by
   * its `webAclArn`. @default - a rate rule and AWS's common rules
   */
  readonly waf?: Waf | false;
  /** A domain of your own; its certificate has to be in us-east-1. @default - CloudFront's own */
  readonly domain?: OwnDomain;
  /**
   * What becomes of a request that goes round CloudFront: `allow` while providers still have the address of the API.
   * @default 'refuse'
   */
  readonly direct?: 'refuse' | 'allow';
  /** One more renews the key between CloudFront and the verifier, see docs/access.md. @default 1 */
  readonly keyGeneration?: number;
}

export interface OwnDomain {
  /** Such as `hooks.example.com`. */
  readonly name: string;
  /** The certificate, from AWS Certificate Manager. @default - one is made, and proven by the hosted zone */
  readonly certificateArn?: string;
  /** Where Route 53 keeps the domain: its records are made there. @default - you make the record that `DomainTarget` says */
  readonly hostedZone?: { readonly id: string; readonly name: string };
}

export interface MutualTls {
  /** The certificates that those of clients have to lead to: a PEM file in S3, such as `s3://bucket/clients.pem`. */
  readonly trustStore: string;
  /** The object's version. @default - the newest at each deployment of the domain */
  readonly version?: string;
}

/** A web ACL that the stack makes, or one that is there. */
export type Waf = WafOptions | { readonly webAclArn: string };

export interface WafOptions {
  /** How many requests of one address get through in five minutes; the others are answered 429. @default 60,000 */
  readonly ratePerFiveMinutes?: number;
  /**
   * Groups of rules that AWS manages, by name, and whether they block or only count. Of those that block, the rules that
   * would lose events count nevertheless, see docs/access.md. @default { AWSManagedRulesCommonRuleSet: 'block' }
   */
  readonly managedRules?: Readonly<Record<string, 'block' | 'count'>>;
}
