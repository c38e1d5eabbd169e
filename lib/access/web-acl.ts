import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { WafOptions } from './access.ts';
import { managedRule } from './managed-rules.ts';

export interface WebAclProps extends WafOptions {
  readonly scope: 'REGIONAL' | 'CLOUDFRONT';
}

/** Some 200 a second of one address, which is more than providers send, and less than a flood. */
const DEFAULT_RATE = 60_000;

/** What AWS WAF refuses before API Gateway, or CloudFront, takes a request. */
export class WebAcl extends Construct {
  readonly arn: string;

  constructor(parent: Construct, id: string, props: WebAclProps) {
    super(parent, id);
    const { scope, ratePerFiveMinutes: limit = DEFAULT_RATE } = props;
    const { managedRules = { AWSManagedRulesCommonRuleSet: 'block' } } = props;
    const acl = new CfnWebACL(this, 'Resource', {
      scope,
      defaultAction: { allow: {} },
      rules: [
        rateRule(limit),
        ...Object.entries(managedRules).map(([name, action], index) => managedRule(name, action, index + 1)),
      ],
      visibilityConfig: visibility('Webhooks'),
    });
    this.arn = acl.attrArn;
  }
}

/** WAF's own answer is 403, after which some providers give up; 429 says to come back. */
const rateRule = (limit: number): CfnWebACL.RuleProperty => ({
  name: 'Rate',
  priority: 0,
  action: {
    block: {
      customResponse: { responseCode: 429, responseHeaders: [{ name: 'retry-after', value: '60' }] },
    },
  },
  statement: { rateBasedStatement: { limit, aggregateKeyType: 'IP', evaluationWindowSec: 300 } },
  visibilityConfig: visibility('Rate'),
});

/** Samples would show headers and queries, and with them signatures and secrets, to whoever may look at the web ACL. */
const visibility = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false,
});
