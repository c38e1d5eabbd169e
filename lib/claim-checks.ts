import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CLAIM_CHECK_DAYS, DEFAULT_CLAIM_CHECK_KB } from '../core/claim-check.ts';
import { LARGEST_ENVELOPE } from '../core/envelope.ts';
import { ConfigurationError } from '../core/index.ts';
import { acceptFindings } from './accept-findings.ts';
import { bucketProps } from './bucket-props.ts';
import type { Foundation } from './foundation.ts';

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
  constructor(
    scope: Construct,
    id: string,
    { claimCheckThresholdKb = DEFAULT_CLAIM_CHECK_KB }: ClaimCheckOptions,
    foundation?: Foundation,
  ) {
    super(scope, id);
    if (!Number.isInteger(claimCheckThresholdKb) || claimCheckThresholdKb < 1 || claimCheckThresholdKb > LARGEST_KB)
      throw new ConfigurationError(
        [`"claimCheckThresholdKb" is ${claimCheckThresholdKb}; allowed: whole numbers from 1 to ${LARGEST_KB}`],
        'the stack',
      );
    this.thresholdKb = claimCheckThresholdKb;
    this.bucket = new Bucket(this, 'Bucket', bucketProps(CLAIM_CHECK_DAYS, foundation));
    acceptFindings(this.bucket, 'bucket');
  }
}
