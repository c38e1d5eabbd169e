/** The findings of cdk-nag that are there on purpose: for each kind of resource, which, and why. */
export const ACCEPTED_FINDINGS = {
  sourceSecret: {
    'AwsSolutions-SMG4':
      'The provider issues this secret, so AWS cannot rotate it. Operators rotate it without losing an event with `breakwater secrets rotate` (docs/secrets.md).',
  },
  apiSecret: {
    'AwsSolutions-SMG4':
      'The provider issues this credential, so AWS cannot rotate it. Operators replace it with `breakwater secrets set`; it is read anew within minutes.',
  },
  originKey: {
    'AwsSolutions-SMG4':
      'CloudFront and the verifier have to change to a new key in turn, which a deployment with a higher `keyGeneration` does (docs/access.md). The key is a second lock: every request is verified by its signature too.',
  },
  bucket: {
    'AwsSolutions-S1':
      'Only the roles of this stack use the bucket, each for the actions that docs/security.md lists. Access to objects is audited by CloudTrail data events, which an account turns on in one place; server access logs are delivered best effort and need a bucket that has none itself.',
  },
  untracedHandler: {
    'Serverless-LambdaTracing':
      'X-Ray needs `xray:PutTraceSegments` on all resources, and keeps a sample only; `tracing: true` turns it on. The ledger has each event with its attempts and times, and log lines of all functions name the event.',
  },
  tracedRole: {
    'AwsSolutions-IAM5[Resource::*]':
      'X-Ray knows no resources: whoever may send traces may send them for all. Functions may do so because `tracing` asks for it.',
    'Serverless-LambdaStarPermissions':
      'X-Ray knows no resources: whoever may send traces may send them for all. Functions may do so because `tracing` asks for it.',
  },
  invokedInStep: {
    'Serverless-LambdaDLQ':
      'A dead-letter queue of a function is used for asynchronous invocations only. API Gateway and SQS wait for this function’s answer; events that fail go to the dead-letter queue of the processor.',
  },
  scheduled: {
    'Serverless-LambdaDLQ':
      'A run has no input that could be lost: the next one on the schedule begins where the last one that succeeded ended.',
    'Serverless-LambdaAsyncFailureDestination':
      'A run has no input that could be lost: the next one on the schedule begins where the last one that succeeded ended.',
    'Serverless-EventBusDLQ':
      'A run that EventBridge could not start has no input that could be lost: the next one on the schedule does its work.',
  },
  deadLetterQueue: {
    'Serverless-SQSRedrivePolicy':
      'This is a dead-letter queue. Its messages stay for 14 days and an alarm rings while there are some (docs/runbook.md).',
  },
  queueMapping: {
    'Serverless-LambdaEventSourceMappingDestination':
      'Lambda offers failure destinations for streams, Kafka and queues of Amazon MQ only. The queue of this mapping has a dead-letter queue.',
  },
  alarmMail: {
    'Serverless-SNSRedrivePolicy':
      'SNS tries for hours to deliver mail, and an alarm that nobody was told of still shows in CloudWatch until it is over. A queue of undelivered mail would tell nobody either.',
  },
  route: {
    'AwsSolutions-APIG4':
      'Providers cannot sign in. The verifier checks the signature of every request over its raw bytes, and answers 401 before it records or queues anything (docs/security.md).',
  },
  restMethod: {
    'AwsSolutions-COG4':
      'Providers have no users to sign in. The verifier checks the signature of every request over its raw bytes, and answers 401 before it records or queues anything (docs/security.md).',
  },
  restApi: {
    'AwsSolutions-APIG2':
      'A validator would judge a body before its signature is checked, by one model for all providers. The verifier checks the signature over the raw bytes and then what the event needs.',
  },
  restStage: {
    'AwsSolutions-APIG6':
      'The log of executions shows headers and bodies, which hold signatures and personal data. The verifier logs each request and its outcome without them.',
  },
  untracedRestStage: {
    'Serverless-APIGWXrayEnabled':
      'Traces would end at the gateway, since the functions behind it are not traced either unless `tracing` is true. Log lines carry the id of the gateway’s request.',
  },
  restStageWithoutAccessLog: {
    'AwsSolutions-APIG1':
      'A REST API writes logs by a role that is one setting of the whole account and region, which this stack does not overwrite; where the role is set, `accessLog: true` turns the log on (docs/access.md). The verifier logs each request that reaches it.',
    'Serverless-APIGWAccessLogging':
      'A REST API writes logs by a role that is one setting of the whole account and region, which this stack does not overwrite; where the role is set, `accessLog: true` turns the log on (docs/access.md). The verifier logs each request that reaches it.',
  },
  stageWithoutThrottle: {
    'Serverless-APIGWDefaultThrottling':
      'The account’s quota applies. A lower number of ours would refuse events that some providers never send again; `throttle` of the stack sets one that fits.',
  },
  distribution: {
    'AwsSolutions-CFR1':
      'Providers send from data centres in many countries, which change without notice. `allowAddresses` restricts a source to its provider’s published addresses.',
    'AwsSolutions-CFR3':
      'CloudFront’s standard log has a fixed format with the query string, in which some providers send their secret. The API behind it has an access log without it, and the web ACL has metrics.',
  },
  distributionWithoutDomain: {
    'AwsSolutions-CFR4':
      'With the certificate of *.cloudfront.net the oldest TLS version cannot be chosen. With `domain` of the access option it is TLS 1.2.',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Why the verifier may read all secrets of a source's tenants: the reason for cdk-nag's `AwsSolutions-IAM5` of them. */
export const TENANTS_REASON =
  'Tenants come and go without a deployment (docs/tenants.md), so no list of their secrets can be given. The one action reads values, and the prefix is that of one source of one stack.';

/** Why a role may use all objects under a prefix of a bucket: the reason for cdk-nag's `AwsSolutions-IAM5` of such a resource. */
export const OBJECTS_REASON =
  'Each object has a key of its own, made from its event, so no list of keys can be given. The actions are named one by one, and the bucket holds nothing else (docs/security.md).';
