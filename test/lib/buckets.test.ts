import { ConfigurationError } from '../../core/index.ts';
import { synthesize, webhooks } from './synthesize.ts';

const { template, properties } = synthesize();
const buckets = Object.entries(template.findResources('AWS::S3::Bucket'));

test('there is a bucket for what was refused and one for large bodies, and both outlive the stack', () => {
  expect(buckets.map(([id]) => id.slice(0, -8)).sort()).toEqual(['ClaimChecksBucket', 'QuarantineBucket']);
  for (const [, bucket] of buckets)
    expect(bucket).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

describe.each([
  ['QuarantineBucket', 14],
  ['ClaimChecksBucket', 35],
])('%s', (name, days) => {
  test('is encrypted, closed to the public and without versions', () => {
    expect(properties('AWS::S3::Bucket', name)).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    expect(properties('AWS::S3::Bucket', name)).not.toHaveProperty('VersioningConfiguration');
  });

  test(`forgets what is in it after ${days} days, and uploads that never ended`, () => {
    expect(properties('AWS::S3::Bucket', name)).toMatchObject({
      LifecycleConfiguration: {
        Rules: [
          {
            Status: 'Enabled',
            ExpirationInDays: days,
            NoncurrentVersionExpiration: { NoncurrentDays: 1 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          },
        ],
      },
    });
    expect(properties('AWS::S3::Bucket', name)).not.toHaveProperty('LifecycleConfiguration.Rules[0].Prefix');
  });

  test('is reached over TLS only', () => {
    expect(properties('AWS::S3::BucketPolicy', name)).toMatchObject({
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Deny',
            Action: 's3:*',
            Principal: { AWS: '*' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            Resource: [expect.anything(), expect.anything()],
          },
        ],
      },
    });
  });
});

describe('the size from which bodies are put aside', () => {
  test('is 200 KB, or what the stack says', () => {
    const told = (claimCheckThresholdKb?: number) =>
      synthesize({ webhooks, ...(claimCheckThresholdKb && { claimCheckThresholdKb }) }).properties(
        'AWS::Lambda::Function',
        'IngressVerifier',
      );
    expect(told()).toHaveProperty('Environment.Variables.CLAIM_CHECK_KB', '200');
    expect(told(1016)).toHaveProperty('Environment.Variables.CLAIM_CHECK_KB', '1016');
  });

  test.each([0, 1017, 1.5])('is refused when no message could be of it: %d KB', (claimCheckThresholdKb) => {
    expect(() => synthesize({ webhooks, claimCheckThresholdKb })).toThrow(ConfigurationError);
  });
});
