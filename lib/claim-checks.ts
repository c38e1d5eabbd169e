import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CLAIM_CHECK_DAYS, DEFAULT_CLAIM_CHECK_KB } from '../core/claim-check.ts';
import { LARGEST_ENVELOPE } from '../core/envelope.ts';
import { ConfigurationError } from '../core/index.ts';

export interface ClaimCheckOptions {
  /** A message over this many KB goes without its body, which waits in S3: from 1 to 1016. @default 200 */
  readonly claimCheckThresholdKb?: number;
}

const LARGEST_KB = LARGEST_ENVELOPE / 1024;

/** Where bodies wait that are too large for their messages; not in the quarantine's bucket, which no processor may read. */
export class ClaimChecks extends Construct {
  readonly bucket: Bucket;
  readonly thresholdKb: number;

  /** @throws {ConfigurationError} when the threshold is none that SQS allows */
  constructor(scope: Construct, id: string, { claimCheckThresholdKb = DEFAULT_CLAIM_CHECK_KB }: ClaimCheckOptions) {
    super(scope, id);
    if (!Number.isInteger(claimCheckThresholdKb) || claimCheckThresholdKb < 1 || claimCheckThresholdKb > LARGEST_KB)
      throw new ConfigurationError(
        [`"claimCheckThresholdKb" is ${claimCheckThresholdKb}; allowed: whole numbers from 1 to ${LARGEST_KB}`],
        'the stack',
      );
    this.thresholdKb = claimCheckThresholdKb;
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // The second and third are for what somebody else may do to the bucket: versions, and uploads that never end.
      lifecycleRules: [
        {
          expiration: Duration.days(CLAIM_CHECK_DAYS),
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
