import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { QUARANTINE_DAYS } from '../core/quarantine.ts';
import { acceptFindings } from './accept-findings.ts';
import { bucketProps } from './bucket-props.ts';
import type { Foundation } from './foundation.ts';

/** Where requests are kept that were refused for their signature, until an operator lets them in or 14 days are over. */
export class Quarantine extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, foundation?: Foundation) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', bucketProps(QUARANTINE_DAYS, foundation));
    acceptFindings(this.bucket, 'bucket');
  }
}
