import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

/**
 * The rules of AWS's groups that would refuse webhooks, so that they only count: bodies are large and hold HTML, URLs and
 * code; senders have no user agent, sit at hosting providers, and put ids, URLs and tokens into queries. The signature is
 * what tells a forged body. https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
const ONLY_COUNTED: Readonly<Record<string, readonly string[]>> = {
  AWSManagedRulesCommonRuleSet: [
    'NoUserAgent_HEADER',
    'SizeRestrictions_QUERYSTRING',
    'SizeRestrictions_BODY',
    'EC2MetaDataSSRF_BODY',
    'EC2MetaDataSSRF_QUERYARGUMENTS',
    'GenericLFI_BODY',
    'GenericLFI_QUERYARGUMENTS',
    'GenericRFI_BODY',
    'GenericRFI_QUERYARGUMENTS',
    'CrossSiteScripting_BODY',
    'CrossSiteScripting_QUERYARGUMENTS',
  ],
  AWSManagedRulesKnownBadInputsRuleSet: ['JavaDeserializationRCE_BODY', 'Log4JRCE_BODY'],
  AWSManagedRulesSQLiRuleSet: [
    'SQLi_BODY',
    'SQLi_QUERYARGUMENTS',
    'SQLiExtendedPatterns_BODY',
    'SQLiExtendedPatterns_QUERYARGUMENTS',
  ],
  AWSManagedRulesAnonymousIpList: ['HostingProviderIPList'],
};

/** What a web ACL says of one of AWS's groups. */
export function managedRule(name: string, action: 'block' | 'count', priority: number): CfnWebACL.RuleProperty {
  const counted = action === 'block' ? (ONLY_COUNTED[name] ?? []) : [];
  return {
    name,
    priority,
    overrideAction: action === 'count' ? { count: {} } : { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ...(counted.length > 0 && {
          ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        }),
      },
    },
    visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: name, sampledRequestsEnabled: false },
  };
}
